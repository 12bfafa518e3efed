// The knexfile: the only part of the prelude that a run needs when there is nothing to do.
(function (rungs) {
  "use strict";

  // What `require("knex")` gives; the rest of the prelude is there from then on.
  const knexModule = () => {
    if (!rungs.module) rungs.native.complete();
    return rungs.module;
  };
  Object.defineProperty(globalThis, Symbol.for("rungs.knex"), { value: knexModule });

  // The default export where there is one, called where it is a function (Knex 3.3.0, bin/cli.js `openKnexfile`).
  async function exported(namespace) {
    let config = "default" in namespace && namespace.default ? namespace.default : namespace;
    if (config && config.default) config = config.default;
    return typeof config === "function" ? await config() : await config;
  }

  // Reads the knexfile for one environment; what is data comes back as JSON, functions are kept here.
  rungs.readKnexfile = async (namespace, environment, overrides) => {
    const all = await exported(namespace);
    if (all === null || typeof all !== "object") return rungs.configure({}, undefined, overrides, [], describe(all));
    const named = all[environment];
    return rungs.configure({ ...(named || all) }, named ? environment : undefined, overrides, environmentsOf(all));
  };

  const describe = (value) => (value === null ? "null" : `a ${typeof value}`);
  const HOOKS = ["beforeAll", "beforeEach", "afterEach", "afterAll"];

  const environmentsOf = (all) =>
    Object.keys(all).filter((name) => all[name] && (all[name].client || all[name].dialect || all[name].connection));

  rungs.configure = (config, environment, { client, connection } = {}, environments = [], exported) => {
    if (client) config.client = client;
    if (connection) config.connection = connection;
    rungs.config = config;
    rungs.projectKnex = undefined;
    return JSON.stringify({
      environment,
      environments,
      exported,
      client: typeof config.client === "function" ? undefined : config.client || config.dialect,
      hasConnection: Boolean(config.connection),
      hasLog: Boolean(config.log && config.log.warn != null),
      hooks: HOOKS.filter((name) => config.migrations && config.migrations[name]),
      hasAfterCreate: Boolean(config.pool && config.pool.afterCreate),
      ext: config.ext,
      migrations: { ...config.migrations, ...foldersOf(config.migrations), migrationSource: undefined },
      seeds: { ...config.seeds, ...foldersOf(config.seeds), seedSource: undefined },
      hasMigrationSource: Boolean(config.migrations && config.migrations.migrationSource),
    });
  };

  // `directory: process.env.UNSET` is not the same as none: Knex 3.3.0 refuses what is no text.
  function foldersOf(options) {
    if (!options || !("directory" in options) || options.migrationSource) return undefined;
    const directory = [].concat(options.directory);
    const other = directory.findIndex((folder) => typeof folder !== "string");
    if (other < 0) return { directory };
    const value = directory[other];
    return { directory: undefined, noFolder: value == null ? String(value) : `type ${typeof value} (${value})` };
  }

  const NO_MORE = ["maxWaitingClients", "testOnBorrow", "fifo", "priorityRange", "autostart", "evictionRunIntervalMillis",
    "numTestsPerRun", "softIdleTimeoutMillis", "Promise"];
  const POOL_TIMES = ["acquireTimeoutMillis", "createTimeoutMillis", "destroyTimeoutMillis", "idleTimeoutMillis",
    "reapIntervalMillis", "createRetryIntervalMillis"];
  const POOL_OPTIONS = ["min", "max", ...POOL_TIMES, "create", "destroy", "validate", "log", "propagateCreateError",
    "afterCreate", "maxConnectionLifetimeMillis", "maxConnectionLifetimeJitterMillis"];

  // Refuses what Knex's pool refuses (tarn 3, lib/Pool.js), after Knex's own words on options of its first pool.
  function checkPool({ pool, log }) {
    const options = pool || {};
    const { min = 2, max = 10 } = options;
    for (const option of NO_MORE.filter((name) => name in options)) {
      const warn = (log && log.warn) || console.log;
      warn(`Pool config option "${option}" is no longer supported. See https://github.com/Vincit/tarn.js for possible pool config options.`);
    }
    const refuse = (what) => {
      throw new Error(`Tarn: ${what}`);
    };
    const isWhole = (value) => typeof value === "number" && value === Math.round(value);
    if (!isWhole(min) || min < 0) refuse("opt.min must be an integer >= 0");
    if (!isWhole(max) || max <= 0) refuse("opt.max must be an integer > 0");
    if (min > max) refuse("opt.max is smaller than opt.min");
    const time = POOL_TIMES.find((name) => options[name] !== undefined && !(isWhole(options[name]) && options[name] > 0));
    if (time) refuse(`invalid opt.${time} ${JSON.stringify(options[time])}`);
    const other = Object.keys(options).find((name) => !POOL_OPTIONS.includes(name));
    if (other) refuse(`unsupported option opt.${other}`);
  }

  // The connection settings as JSON, functions called: `connection` itself, and `password`, as pg takes it.
  const connectionSettings = async (config) => {
    let { connection } = config;
    if (typeof connection === "function") connection = await connection();
    if (connection && typeof connection === "object") {
      connection = { ...connection };
      if (typeof connection.password === "function") connection.password = await connection.password();
      const { ssl } = connection;
      if (ssl && typeof ssl === "object") connection.ssl = textsOf(ssl);
    }
    checkPool(config);
    const { pool, searchPath, acquireConnectionTimeout } = config;
    return JSON.stringify({ connection, pool, searchPath, acquireConnectionTimeout });
  };

  // Certificates are read from files as Buffers.
  function textsOf(ssl) {
    const text = (value) => (value instanceof Uint8Array ? new TextDecoder().decode(value) : value);
    return Object.fromEntries(
      Object.entries(ssl).map(([key, value]) => [key, Array.isArray(value) ? value.map(text).join("\n") : text(value)]),
    );
  }

  rungs.connectionSettings = connectionSettings;
  rungs.projectSearchPath = () => JSON.stringify((rungs.config || {}).searchPath ?? null);
  rungs.projectConnectionSettings = () => connectionSettings(rungs.config || {});
});
