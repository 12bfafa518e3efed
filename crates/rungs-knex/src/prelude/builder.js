// What queries, schema builders, raws and references have in common: they are thenable, and can print themselves.
(function (rungs) {
  "use strict";
  const { native, Recorder } = rungs;

  class Builder extends Recorder {
    toSQL() {
      const statements = native.compile(this, this.client).map((statement) => describe(this, statement));
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
      return this.$record("queryContext", [rungs.opaque(context)], undefined, this.queryContext);
    }

    get [Symbol.toStringTag]() {
      return "object";
    }
  }
  rungs.makeEmitter(Builder.prototype);

  function isEmpty(value) {
    return value == null || (typeof value === "object" && Object.keys(value).length === 0);
  }

  // The statement as Knex's `toSQL()` shows it, its keys in Knex's order; a raw is silent of a timeout that it does not
  // have, and a schema builder's statements have none of this.
  function describe(builder, { method, sql, bindings, site, outputArgument, output, ...rest }) {
    const options = Object.assign({}, ...(builder._options || []));
    const limits = { timeout: builder._timeout || false, cancelOnTimeout: builder._cancelOnTimeout || false };
    let statement;
    if (builder.$kind === "schema") statement = { ...(method && { method }), sql, bindings };
    else if (builder.$kind === "query") {
      statement = { method, options, ...limits, bindings, __knexQueryUid: nanoid(), sql };
      if (sql && CHANGING.includes(method)) statement.returning = undefined;
    } else {
      const set = Object.fromEntries(Object.entries(limits).filter(([, value]) => value));
      statement = { method, sql, bindings, options, ...set, __knexQueryUid: nanoid() };
    }
    if (output) statement.output = outputOf(output, outputArgument);
    Object.assign(statement, rest);
    return hide(statement, {
      site,
      toNative: () => ({ sql: native.positionBindings(statement.sql), bindings: statement.bindings }),
    });
  }
  const CHANGING = ["insert", "update", "del"];

  // Knex has functions here; ours are in `run.js`, by name.
  const outputOf = (name, argument) =>
    function output(response) {
      return rungs.outputs[name](response, argument);
    };

  function hide(target, properties) {
    for (const name of Object.keys(properties)) {
      Object.defineProperty(target, name, { value: properties[name], enumerable: false });
    }
    return target;
  }

  const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_-";
  const nanoid = () => Array.from({ length: 21 }, () => ALPHABET[Math.floor(Math.random() * 64)]).join("");

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
