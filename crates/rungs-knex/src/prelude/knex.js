// The knex function itself: a query builder when called, and the way to everything else.
(function (rungs) {
  "use strict";
  const { classes } = rungs;
  const CONTEXT_METHODS = [
    "raw", "batchInsert", "transaction", "transactionProvider", "initialize", "destroy", "ref", "withUserParams",
    "queryBuilder", "disableProcessing", "enableProcessing",
  ];

  class Context {
    constructor(client) {
      this.client = client;
      this.userParams = {};
    }
    queryBuilder() {
      return this.client.queryBuilder();
    }
    raw(sql, bindings) {
      return this.client.raw(...arguments);
    }
    ref(name) {
      return this.client.ref(name);
    }
    batchInsert(table, batch, chunkSize = 1000) {
      return batchInsert(this, table, batch, chunkSize);
    }
    transaction(container, config) {
      if (!config && container !== null && typeof container === "object") {
        [config, container] = [container, null];
      }
      return rungs.transaction(this.client, container, {
        doNotRejectOnRollback: true,
        ...config,
        userParams: this.userParams,
      });
    }
    transactionProvider(config) {
      let transaction;
      return () => (transaction ||= this.transaction(undefined, config));
    }
    initialize(config) {
      return this.client.initializePool(config);
    }
    destroy(callback) {
      return this.client.destroy(callback);
    }
    withUserParams(params) {
      const client = Object.assign(Object.create(Object.getPrototypeOf(this.client)), this.client);
      client.config = { ...this.client.config };
      const knex = rungs.makeKnex(client);
      knex.userParams = params;
      return knex;
    }
    disableProcessing() {
      if (this.userParams.isProcessingDisabled) return;
      const { config } = this.client;
      Object.assign(this.userParams, {
        wrapIdentifier: config.wrapIdentifier,
        postProcessResponse: config.postProcessResponse,
        isProcessingDisabled: true,
      });
      config.wrapIdentifier = null;
      config.postProcessResponse = null;
    }
    enableProcessing() {
      if (!this.userParams.isProcessingDisabled) return;
      const { config } = this.client;
      config.wrapIdentifier = this.userParams.wrapIdentifier;
      config.postProcessResponse = this.userParams.postProcessResponse;
      this.userParams.isProcessingDisabled = false;
    }
  }

  // What all knexes share, made once: a transaction is a knex too, and there is one for each migration. As with Knex,
  // the methods find their knex in `this`.
  const shared = Object.create(Function.prototype);

  function share(name, method) {
    Object.defineProperty(shared, name, { value: method, writable: true, configurable: true, enumerable: true });
  }

  // Begins a query by one of its methods: `knex.select(…)`.
  rungs.shareQueryMethod = (name) =>
    share(name, function (...args) {
      return this.queryBuilder()[name](...args);
    });

  Object.getOwnPropertyNames(classes.query.prototype)
    .filter((name) => name !== "constructor")
    .concat("connection", "debug", "transacting")
    .forEach(rungs.shareQueryMethod);
  for (const name of CONTEXT_METHODS) {
    share(name, function (...args) {
      return this.context[name](...args);
    });
  }
  // Listeners on the knex are listeners on its client: there is one stream of events.
  for (const name of Object.keys(rungs.eventMethods)) {
    share(name, function (...args) {
      const result = this.client[name](...args);
      return result === this.client ? this : result;
    });
  }
  Object.defineProperties(shared, {
    client: {
      get() {
        return this.context.client;
      },
      set(client) {
        this.context.client = client;
      },
    },
    userParams: {
      get() {
        return this.context.userParams;
      },
      set(userParams) {
        this.context.userParams = userParams;
      },
    },
    schema: {
      get() {
        return this.client.schemaBuilder();
      },
    },
    fn: {
      get() {
        return new rungs.FunctionHelper(this.client);
      },
    },
    migrate: {
      get() {
        return new rungs.Migrator(this);
      },
    },
    seed: {
      get() {
        return new rungs.Seeder(this);
      },
    },
  });

  rungs.makeKnex = (client) => {
    function knex(tableName, options) {
      const builder = knex.context.queryBuilder();
      if (!tableName) {
        client.logger.warn(
          "calling knex without a tableName is deprecated. Use knex.queryBuilder() instead.",
        );
        return builder;
      }
      return builder.table(tableName, options);
    }
    Object.setPrototypeOf(knex, shared);
    knex.context = new Context(client);
    return knex;
  };

  // What was asked for is sent before JavaScript goes on.
  const turn = () => new Promise((resolve) => setTimeout(resolve, 0));

  function batchInsert(context, table, batch, chunkSize) {
    if (typeof chunkSize !== "number" || Number.isNaN(chunkSize) || chunkSize < 1) {
      throw new TypeError(`Invalid chunkSize: ${chunkSize}`);
    }
    if (!Array.isArray(batch)) throw new TypeError(`Invalid batch: Expected array, got ${typeof batch}`);
    let returning;
    let transaction = null;
    // All is one transaction: while the server inserts a chunk, the next is made ready. Whoever listens hears of one
    // after the other.
    const insertAll = async (knex) => {
      const results = [];
      let sent;
      for (let start = 0; start < batch.length; start += chunkSize) {
        const next = knex(table).insert(batch.slice(start, start + chunkSize), returning).then();
        // What fails behind a failure is no news.
        next.catch(() => {});
        if (sent) results.push(await sent);
        sent = next;
        if (knex.client.$isHeard()) results.push(await sent), (sent = undefined);
        else await turn();
      }
      if (sent) results.push(await sent);
      return results.flat();
    };
    // `returning` and `transacting` are called on the promise, so the work starts a turn later.
    const promise = new Promise((resolve) => setTimeout(resolve, 1)).then(() =>
      transaction ? insertAll(transaction) : context.transaction(insertAll),
    );
    return Object.assign(promise, {
      returning(columns) {
        returning = columns;
        return this;
      },
      transacting(given) {
        transaction = given;
        return this;
      },
    });
  }
});
