// The client behind a knex: configuration, logger, connections. A transaction's client has one connection of its own.
(function (rungs) {
  "use strict";
  const { native } = rungs;

  class Logger {
    constructor({ log = {} } = {}) {
      this.log = log;
    }
    write(message, own) {
      if (own != null && typeof own !== "function") throw new TypeError("Extensions to knex logger must be functions!");
      if (own) own(message);
      else console.log(typeof message === "string" ? message : this.inspect(message));
    }
    inspect(message) {
      const { inspectionDepth, enableColors } = this.log;
      return native.builtin("util").inspect(message, {
        depth: inspectionDepth || 5,
        colors: enableColors ?? Boolean(process.stdout.isTTY),
      });
    }
    debug(message) {
      this.write(message, this.log.debug);
    }
    warn(message) {
      this.write(message, this.log.warn);
    }
    error(message) {
      this.write(message, this.log.error);
    }
    deprecate(method, alternative) {
      this.write(`${method} is deprecated, please use ${alternative}`, this.log.deprecate);
    }
  }

  class Client {
    constructor(config) {
      this.config = { ...config };
      this.logger = new Logger(this.config);
      this.dialect = "postgresql";
      this.driverName = "pg";
      this.canCancelQuery = true;
      this.connectionSettings = this.config.connection;
      this.version = this.config.version;
    }

    get valueForUndefined() {
      return this.config.useNullAsDefault ? null : this.raw("DEFAULT");
    }

    raw(sql, bindings) {
      return rungs.raw(this, sql, bindings);
    }

    ref(name) {
      return rungs.ref(this, name);
    }

    queryBuilder() {
      return rungs.create("query", this);
    }

    schemaBuilder() {
      return rungs.create("schema", this);
    }

    wrapIdentifierImpl(value) {
      return native.quoteIdentifier(value);
    }

    wrapIdentifier(value, queryContext) {
      const { wrapIdentifier } = this.config;
      if (wrapIdentifier) return wrapIdentifier(value, this.wrapIdentifierImpl, queryContext);
      return this.wrapIdentifierImpl(value);
    }

    // For names that are sent as values: the user's mapping without quotes.
    mapIdentifier(value, queryContext) {
      return this.config.wrapIdentifier(value, (name) => name, queryContext);
    }

    postProcessResponse(response, queryContext) {
      const { postProcessResponse } = this.config;
      return postProcessResponse ? postProcessResponse(response, queryContext) : response;
    }

    database() {
      const { connection } = this.config;
      return connection && typeof connection === "object" ? connection.database : undefined;
    }

    async acquireConnection() {
      if (this.isDestroyed) throw new Error("Unable to acquire a connection");
      // A knex that the project made itself has a pool of its own; the project's is number 0.
      try {
        if (this.openPool) this.pool ??= this.openPool();
        const acquired = await native.acquire((await this.pool) ?? 0);
        const connection = rungs.connection(acquired);
        if (acquired.isNew) await this.prepare(connection);
        this.version ??= connection.version;
        return connection;
      } catch (error) {
        this.logger.warn(`Acquire connection error: ${error instanceof rungs.KnexTimeoutError ? error.cause : error}`);
        throw error;
      }
    }

    // `pool.afterCreate`, in Node's callback style.
    async prepare(connection) {
      const { afterCreate } = this.config.pool || {};
      if (!afterCreate) return;
      try {
        await new Promise((resolve, reject) => {
          afterCreate(connection, (error) => (error ? reject(error) : resolve()));
        });
      } catch (error) {
        native.release(connection.id, true);
        throw error;
      }
    }

    async releaseConnection(connection) {
      native.release(connection.id, Boolean(connection.__knex__disposed));
    }

    async withConnection(given, use) {
      if (given) return use(given);
      const connection = await this.acquireConnection();
      try {
        return await use(connection);
      } finally {
        await this.releaseConnection(connection);
      }
    }

    // Sends one statement as it is, announced to whoever listens.
    async query(connection, statement) {
      const query = typeof statement === "string" ? { sql: statement } : statement;
      const announced = this.announce(connection, query);
      try {
        return { ...query, response: await native.query(connection.id, query.sql, query.bindings, query.site) };
      } catch (error) {
        this.emit("query-error", error, announced);
        throw error;
      }
    }

    announce({ __knexUid, __knexTxId }, statement) {
      if (!statement.sql) throw new Error("The query is empty");
      const announced = { __knexUid, __knexTxId, ...statement, sql: native.positionBindings(statement.sql) };
      this.emit("query", announced);
      return announced;
    }

    // Whoever destroys a knex in a migration means its connections; the runner's own is not among them.
    async destroy(callback) {
      this.isDestroyed = true;
      if (this.pool) native.closePool(await this.pool);
      this.pool = undefined;
      if (callback) callback();
    }

    initializePool() {
      this.isDestroyed = false;
    }
  }
  rungs.makeEmitter(Client.prototype);
  rungs.Client = Client;
  rungs.Logger = Logger;

  let connections = 0;
  // What `acquireConnection` gives: enough of a `pg` connection for code that queries it directly.
  rungs.connection = ({ id, version, processID }) => ({
    id,
    version,
    processID,
    __knexUid: `__knexUid${++connections}`,
    query(text, values, callback) {
      const config = typeof text === "string" ? { text } : text;
      const done = [values, callback].find((argument) => typeof argument === "function");
      const bindings = Array.isArray(values) ? values : config.values;
      const promise = native.queryNative(id, config.text, bindings);
      if (!done) return promise;
      promise.then(
        (result) => done(null, result),
        (error) => done(error),
      );
    },
  });
});
