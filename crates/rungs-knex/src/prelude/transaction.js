// knex.transaction: a connection of its own, BEGIN … COMMIT, and savepoints inside.
(function (rungs) {
  "use strict";
  const { Client } = rungs;

  const isolationLevels = ["read uncommitted", "read committed", "snapshot", "repeatable read", "serializable"];
  const ROLLBACK_TIMEOUT_MS = 5000;
  let transactions = 0;

  class Transaction {
    constructor(client, container, config, outer) {
      this.client = client;
      this.outerTx = outer;
      this.userParams = config.userParams || {};
      this.doNotRejectOnRollback = config.doNotRejectOnRollback;
      this.txid = `trx${++transactions}`;
      this.readOnly = config.readOnly;
      this._completed = false;
      if (config.isolationLevel) this.setIsolationLevel(config.isolationLevel);
      this._lastChild = Promise.resolve();
      const previous = outer ? outer._lastChild : Promise.resolve();
      this._promise = previous.then(() => this.open(config, container));
      if (outer) outer._lastChild = this._promise.catch(() => {});
    }

    setIsolationLevel(level) {
      if (!isolationLevels.includes(level)) {
        throw new Error(
          `Invalid isolationLevel, supported isolation levels are: ${JSON.stringify(isolationLevels)}`,
        );
      }
      this.isolationLevel = level;
      return this;
    }

    isCompleted() {
      return this._completed || (this.outerTx && this.outerTx.isCompleted()) || false;
    }

    open(config, container) {
      return this.client.withConnection(config.connection, async (connection) => {
        connection.__knexTxId = this.txid;
        try {
          return await this.drive(container, connection);
        } finally {
          if (!config.connection) delete connection.__knexTxId;
        }
      });
    }

    async drive(container, connection) {
      const client = transactionClient(this, connection);
      this.trxClient = client;
      const executionPromise = new Promise((resolve, reject) => {
        this._resolver = resolve;
        this._rejecter = reject;
      });
      executionPromise.catch(() => {});
      try {
        await (this.client.transacting ? this.statement(`SAVEPOINT ${this.txid};`) : this.begin());
        this.transactor = transactor(this, client);
        if (this.outerTx) this.transactor.parentTransaction = this.outerTx.transactor;
        this.transactor.executionPromise = executionPromise;
        this.settleWith(container, this.transactor);
      } catch (error) {
        this._rejecter(error);
      }
      return executionPromise;
    }

    // A container that returns a promise ends the transaction with it; one that returns nothing ends it by itself.
    settleWith(container, transactor) {
      let result;
      try {
        result = container(transactor);
      } catch (error) {
        result = Promise.reject(error);
      }
      if (result && typeof result.then === "function") {
        result.then((value) => transactor.commit(value)).catch((error) => transactor.rollback(error));
      }
    }

    begin() {
      const mode = [
        this.isolationLevel ? `ISOLATION LEVEL ${this.isolationLevel}` : "",
        this.readOnly ? "READ ONLY" : "",
      ]
        .join(" ")
        .trim();
      return this.statement(mode ? `BEGIN TRANSACTION ${mode};` : "BEGIN;");
    }

    commit(value) {
      return this.end(this.client.transacting ? `RELEASE SAVEPOINT ${this.txid};` : "COMMIT;", () =>
        this._resolver(value),
      );
    }

    rollback(error) {
      const sql = this.client.transacting ? `ROLLBACK TO SAVEPOINT ${this.txid}` : "ROLLBACK";
      const ended = this.end(sql, () => {
        if (error !== undefined) this._rejecter(error);
        else if (this.doNotRejectOnRollback) this._resolver();
        else this._rejecter(new Error(`Transaction rejected with non-error: ${error}`));
      });
      const timer = setTimeout(() => this._rejecter(error), ROLLBACK_TIMEOUT_MS);
      return ended.finally(() => clearTimeout(timer));
    }

    statement(sql) {
      return this.trxClient.query(this.trxClient.ownConnection, sql).catch((error) => {
        this._completed = true;
        this._rejecter(error);
      });
    }

    async end(sql, settle) {
      const sent = this.trxClient.query(this.trxClient.ownConnection, sql);
      this._completed = true;
      try {
        const response = await sent;
        settle();
        return response;
      } catch (error) {
        this._rejecter(error);
      }
    }

    then(onFulfilled, onRejected) {
      return this._promise.then(onFulfilled, onRejected);
    }
    catch(onRejected) {
      return this._promise.catch(onRejected);
    }
    finally(callback) {
      return this._promise.finally(callback);
    }
    asCallback(callback) {
      this._promise.then(
        (value) => callback(null, value),
        (error) => callback(error),
      );
      return this._promise;
    }
  }
  rungs.makeEmitter(Transaction.prototype);

  function transactionClient(transaction, connection) {
    const outer = transaction.client;
    const client = Object.create(Client.prototype);
    Object.assign(client, {
      config: outer.config,
      logger: outer.logger,
      dialect: outer.dialect,
      driverName: outer.driverName,
      canCancelQuery: outer.canCancelQuery,
      connectionSettings: outer.connectionSettings,
      version: outer.version,
      transacting: true,
      ownConnection: connection,
    });
    const ownConnection = () => {
      if (transaction.isCompleted()) {
        throw new Error("Transaction query already complete, run with DEBUG=knex:tx for more info");
      }
      return connection;
    };
    client.acquireConnection = async () => ownConnection();
    client.releaseConnection = async () => {};
    client.destroy = async (callback) => callback && callback();
    client.withConnection = (given, use) => use(given || ownConnection());
    // Whoever listens to the transaction or to what is around it hears what happens inside.
    const { emit, $isHeard, listenerCount } = Client.prototype;
    client.$isHeard = () => transaction.$isHeard() || outer.$isHeard() || $isHeard.call(client);
    client.emit = (event, ...args) => {
      const isHeard = [transaction.emit(event, ...args), outer.emit(event, ...args)].includes(true);
      return emit.call(client, event, ...args) || isHeard;
    };
    client.listenerCount = (event) =>
      transaction.listenerCount(event) + outer.listenerCount(event) + listenerCount.call(client, event);
    return client;
  }

  function transactor(transaction, client) {
    const knex = rungs.makeKnex(client);
    knex.context.withUserParams = () => {
      throw new Error(
        "Cannot set user params on a transaction - it can only inherit params from main knex instance",
      );
    };
    knex.isTransaction = true;
    knex.userParams = transaction.userParams;
    knex.context.transaction = (container, options) =>
      rungs.transaction(client, container, { doNotRejectOnRollback: true, ...options }, transaction);
    knex.savepoint = (container, options) => knex.transaction(container, options);
    knex.commit = (value) => transaction.commit(value);
    knex.rollback = (error) => transaction.rollback(error);
    knex.isCompleted = () => transaction.isCompleted();
    return knex;
  }

  // With a container: a promise of its end. Without: a promise of the transaction, ready to be used.
  rungs.transaction = (client, container, config, outer = null) => {
    if (container) return new Transaction(client, container, config, outer);
    return new Promise((resolve, reject) => {
      new Transaction(client, resolve, config, outer).catch(reject);
    });
  };

  // The transaction that the runner has begun, as a migration is handed it: the runner ends it, not the migration.
  rungs.openTransaction = (client, connection) => {
    const transaction = Object.create(Transaction.prototype);
    Object.assign(transaction, {
      client,
      outerTx: null,
      userParams: {},
      txid: `trx${++transactions}`,
      _completed: false,
      _lastChild: Promise.resolve(),
      doNotRejectOnRollback: true,
    });
    transaction.executionPromise = new Promise((resolve, reject) => {
      transaction._resolver = resolve;
      transaction._rejecter = reject;
    });
    transaction.executionPromise.catch(() => {});
    connection.__knexTxId = transaction.txid;
    transaction.trxClient = transactionClient(transaction, connection);
    transaction.transactor = transactor(transaction, transaction.trxClient);
    transaction.transactor.executionPromise = transaction.executionPromise;
    return transaction.transactor;
  };
});
