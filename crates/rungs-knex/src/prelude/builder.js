// What queries, schema builders, raws and references have in common: they are thenable, and can print themselves.
(function (rungs) {
  "use strict";
  const { native, Recorder } = rungs;

  class Builder extends Recorder {
    toSQL() {
      const statements = native.compile(this, this.client);
      for (const statement of statements) {
        if (this.$kind !== "schema") describe(this, statement);
        addToNative(statement);
      }
      return this.$kind === "schema" ? statements : statements[0];
    }

    toQuery() {
      return native.toQuery(this, this.client);
    }

    toString() {
      return this.toQuery();
    }

    then(onFulfilled, onRejected) {
      return rungs.run(this).then(onFulfilled, onRejected);
    }

    catch(onRejected) {
      return this.then().catch(onRejected);
    }

    finally(callback) {
      return this.then().finally(callback);
    }

    asCallback(callback) {
      const promise = this.then();
      promise.then(
        (value) => callback(null, value),
        (error) => callback(error),
      );
      return promise;
    }

    transacting(transaction) {
      if (transaction && transaction.client) {
        if (!transaction.client.transacting) {
          transaction.client.logger.warn(`Invalid transaction value: ${transaction.client}`);
        } else {
          this.client = transaction.client;
        }
      }
      if (isEmpty(transaction)) {
        this.client.logger.error("Invalid value on transacting call, potential bug");
        throw Error("Invalid transacting value (null, undefined or empty object)");
      }
      return this;
    }

    connection(connection) {
      this._connection = connection;
      return this;
    }

    debug(enabled) {
      this._debug = arguments.length ? enabled : true;
      return this;
    }

    options(options) {
      (this._options ||= []).push({ ...options });
      return this;
    }

    timeout(ms, { cancel } = {}) {
      if (typeof ms === "number" && ms > 0) {
        this._timeout = ms;
        if (cancel) this._cancelOnTimeout = true;
      }
      return this;
    }

    queryContext(context) {
      if (context === undefined) return this._queryContext;
      this._queryContext = context;
      return this.$record("queryContext", [rungs.opaque(context)]);
    }

    get [Symbol.toStringTag]() {
      return "object";
    }
  }
  rungs.makeEmitter(Builder.prototype);

  function isEmpty(value) {
    return value == null || (typeof value === "object" && Object.keys(value).length === 0);
  }

  let statements = 0;

  // What `toSQL()` tells besides the SQL; a raw is silent of a timeout that it does not have.
  function describe(builder, statement) {
    statement.options = Object.assign({}, ...(builder._options || []));
    if (builder.$kind === "query" || builder._timeout) {
      statement.timeout = builder._timeout || false;
      statement.cancelOnTimeout = builder._cancelOnTimeout || false;
    }
    statement.__knexQueryUid = `rungs-${++statements}`;
  }

  function addToNative(statement) {
    Object.defineProperty(statement, "toNative", {
      value: () => ({ sql: native.positionBindings(statement.sql), bindings: statement.bindings }),
      enumerable: false,
    });
  }

  // A value that Rust must hand back untouched, whatever it is.
  class Opaque {
    constructor(value) {
      this.$value = value;
    }
  }
  rungs.Opaque = Opaque;
  rungs.opaque = (value) => new Opaque(value);

  rungs.Builder = Builder;
  const THENABLE = ["schema", "query", "raw", "ref"];
  for (const kind of native.kinds()) rungs.define(kind, THENABLE.includes(kind) ? Builder : Recorder);
});
