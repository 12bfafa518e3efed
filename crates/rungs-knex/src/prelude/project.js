// The project: the knex that its migrations are handed, and how they are called.
(function (rungs) {
  "use strict";
  const { native, Client, connectionSettings } = rungs;

  const project = () => (rungs.projectKnex ||= rungs.makeKnex(new Client(rungs.config || {})));

  // Has the knexfile's `pool.afterCreate` look at a session that the runner has opened.
  rungs.afterCreate = (connection) => project().client.prepare(rungs.connection(connection));

  // What the runner warns of goes where builders' warnings go.
  rungs.warn = (text) => project().client.logger.warn(text);

  // The knex of a migration: a transaction that the runner has begun, or the project's own.
  const knexFor = (connection) => (connection ? knexOf(connection) : project());

  // As in Knex, migrations that share a transaction share its knex.
  let open = {};
  function knexOf(connection) {
    const { id, transaction } = connection;
    if (open.id !== id || open.transaction !== transaction) {
      open = { id, transaction, knex: rungs.openTransaction(project().client, rungs.connection(connection)) };
    }
    return open.knex;
  }

  rungs.inspectMigration = (namespace) => {
    const content = contentOf(namespace, ["up", "down", "config"]);
    const { transaction, irreversible } = content.config || {};
    return {
      irreversible: reasonOf(content.irreversible) ?? reasonOf(irreversible),
      transaction: typeof transaction === "boolean" ? transaction : undefined,
      missing: ["up", "down"].filter((direction) => typeof content[direction] !== "function"),
    };
  };

  rungs.downShape = (namespace) => shapeOf(contentOf(namespace, ["up", "down"]).down);

  // One that says something to the console at most does nothing: what it is made of is looked at, comments aside.
  function shapeOf(down) {
    if (typeof down !== "function") return "missing";
    const code = Function.prototype.toString.call(down).replace(/\/\*[^]*?\*\/|\/\/.*$/gm, "");
    const body = code.replace(/^(?:[^()]*?=>|[^]*?\)\s*(?:=>)?)\s*/, "").replace(/^\{([^]*)\}\s*$/, "$1");
    const act = body.replace(/\b(?:await\s+)?console\.\w+\([^()]*\)\s*;?/g, "").replace(/^\s*["']use strict["'];?/, "");
    const nothing = /^\s*(?:return\b)?\s*(?:await\s+)?(?:undefined|null|true|false|void 0|Promise\.resolve\([^()]*\))?\s*;?\s*$/;
    return nothing.test(act) ? "empty" : "written";
  }

  /** Why a migration is one-way; true says that it is, and not why. */
  function reasonOf(irreversible) {
    if (irreversible === true) return "";
    return typeof irreversible === "string" ? irreversible.trim() : undefined;
  }

  rungs.runMigration = (namespace, direction, connection) => {
    const content = contentOf(namespace, ["up", "down"]);
    const knex = knexFor(connection);
    const returned = content[direction](knex, Promise);
    const isAwaited = Boolean(returned && typeof returned.then === "function");
    const place = knex.client.ownConnection ?? knex.client;
    return Promise.resolve(returned).then(() =>
      place.underWay ? rungs.settled(place).then(() => isAwaited) : isAwaited,
    );
  };

  // Knex requires a CommonJS file and imports an ESM one: in both, what it looks at is the namespace's names.
  function contentOf(namespace, names) {
    if (names.some((name) => name in namespace)) return namespace;
    const { default: inner } = namespace;
    return inner && typeof inner === "object" ? inner : namespace;
  }

  rungs.runHook = (name, connection, migrations) => {
    const hook = rungs.config && rungs.config.migrations && rungs.config.migrations[name];
    return hook ? hook(knexFor(connection), migrations) : undefined;
  };

  rungs.seedOf = (namespace) => contentOf(namespace, ["seed"]);
  rungs.hasSeed = (namespace) => typeof rungs.seedOf(namespace).seed === "function";
  rungs.runSeed = async (namespace) => {
    await rungs.seedOf(namespace).seed(project(), Promise);
    await rungs.settled(project().client);
  };

  // A migration source of the project's own: its migrations are kept here, Rust knows them by index.
  rungs.listSource = async () => {
    const { migrationSource, loadExtensions } = rungs.config.migrations;
    rungs.sourceEntries = await migrationSource.getMigrations(loadExtensions);
    return rungs.sourceEntries.map((entry) => migrationSource.getMigrationName(entry));
  };
  rungs.fromSource = (index) => rungs.config.migrations.migrationSource.getMigration(rungs.sourceEntries[index]);

  // What `require("knex")` gives: a factory of knexes with connections of their own.
  const factory = (config) => {
    const resolved = typeof config === "string" ? { client: "pg", connection: config } : { ...config };
    const client = new Client(resolved);
    client.openPool = async () => native.openPool(await connectionSettings(resolved));
    return rungs.makeKnex(client);
  };
  const extendable = (kind) => ({
    extend(name, method) {
      const { prototype } = rungs.classes[kind];
      if (Object.hasOwn(prototype, name)) throw new Error(`Can't extend ${kind} with existing method ('${name}').`);
      prototype[name] = method;
      if (kind === "query") rungs.shareQueryMethod(name);
    },
  });
  const extendAll = (kinds) => ({ extend: (name, method) => kinds.forEach((kind) => extendable(kind).extend(name, method)) });
  rungs.module = Object.assign(factory, {
    default: factory,
    knex: factory,
    Knex: factory,
    Client,
    KnexTimeoutError: rungs.KnexTimeoutError,
    QueryBuilder: extendable("query"),
    SchemaBuilder: extendable("schema"),
    TableBuilder: extendAll(["createTable", "alterTable"]),
    ColumnBuilder: extendAll(["column", "alterColumn"]),
    ViewBuilder: extendAll(["view", "alterView"]),
  });
  Object.defineProperty(factory, "__esModule", { value: true });
});
