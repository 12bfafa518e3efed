// From a builder to its result: acquire a connection, send, turn the response into what Knex returns.
(function (rungs) {
  "use strict";
  const { native } = rungs;

  class KnexTimeoutError extends Error {
    constructor(message) {
      super(message);
      this.name = "KnexTimeoutError";
    }
  }
  rungs.KnexTimeoutError = KnexTimeoutError;

  // No connection of a pool was to be had in time. Its cause is what tarn, Knex's pool, says; the hint says more.
  rungs.poolTimeout = (hint) => {
    const error = new KnexTimeoutError(
      "Knex: Timeout acquiring a connection. The pool is probably full. Are you missing a .transacting(trx) call?",
    );
    error.cause = new Error("operation timed out for an unknown reason");
    return Object.defineProperty(error, "hint", { value: hint, configurable: true });
  };

  rungs.run = async (builder) => {
    const { client } = builder;
    const place = client.ownConnection ?? client;
    place.underWay = (place.underWay ?? 0) + 1;
    try {
      const result = await client.withConnection(builder._connection, (connection) => {
        if (client.$isHeard()) client.emit("start", builder);
        if (builder.$isHeard()) builder.emit("start", builder);
        return send(builder, connection);
      });
      if (builder.$isHeard()) builder.emit("end");
      return result;
    } catch (error) {
      if (builder.listenerCount("error") > 0) builder.emit("error", error);
      throw error;
    } finally {
      place.underWay--;
      if (place.underWay === 0 && place.rests) place.rests();
    }
  };

  // Under Node the event loop goes on behind a migration whose statements are not all awaited: what it started still
  // ends, and so does what was to follow. Waits for that; not for ever, since one may start the next without end.
  const MOST_ROUNDS = 100;
  rungs.settled = async (place) => {
    for (let round = 0; place.underWay && round < MOST_ROUNDS; round++) {
      await new Promise((resolve) => (place.rests = resolve));
      // The callbacks that the answer sets going come first, and timers that are due.
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
  };

  // Nobody listens: the statements go out as they are rendered, together where that changes nothing.
  // Somebody does: one after the other, each announced before and after.
  function send(builder, connection) {
    const { client } = builder;
    if (builder._debug ?? client.config.debug) client.logger.debug(builder.toSQL());
    if (builder._timeout || isWatched(client, builder)) return sendOneByOne(builder, connection);
    const responses = native.execute(connection, builder, client);
    return responses.then((responses) => unwrap(builder, responses.map((response) => finish(builder, response))));
  }

  async function sendOneByOne(builder, connection) {
    const results = [];
    for (const statement of [].concat(builder.toSQL())) {
      results.push(await sendWatched(builder, connection, statement));
    }
    return unwrap(builder, results);
  }

  function isWatched(client, builder) {
    if (!client.$isHeard() && !builder.$isHeard()) return false;
    return ["query", "query-response", "query-error"].some(
      (event) => client.listenerCount(event) > 0 || builder.listenerCount(event) > 0,
    );
  }

  // A schema builder with one statement gives that statement's result, with several a list.
  function unwrap(builder, results) {
    return builder.$kind === "schema" && results.length !== 1 ? results : results[0];
  }

  async function sendWatched(builder, connection, statement) {
    const { client } = builder;
    const announced = { __knexUid: connection.__knexUid, __knexTxId: connection.__knexTxId, ...statement };
    builder.emit("query", { ...announced });
    // Afterwards Knex tells of the statement as it was sent.
    announced.sql = native.positionBindings(statement.sql);
    try {
      const response = await limit(builder, connection, client.query(connection, statement));
      const result = finish(builder, response);
      builder.emit("query-response", result, announced, builder);
      client.emit("query-response", result, announced, builder);
      return result;
    } catch (error) {
      builder.emit("query-error", error, announced);
      throw error;
    }
  }

  function limit(builder, connection, promise) {
    if (!builder._timeout) return promise;
    return new Promise((resolve, reject) => {
      // What the statement answers to its cancellation is no news.
      let isLate = false;
      const timer = setTimeout(async () => {
        isLate = true;
        if (builder._cancelOnTimeout) await native.cancel(connection.id).catch(() => {});
        else connection.__knex__disposed = true;
        const error = new KnexTimeoutError(
          `Defined query timeout of ${builder._timeout}ms exceeded when running query.`,
        );
        reject(Object.assign(error, { timeout: builder._timeout }));
      }, builder._timeout);
      const unlessLate = (settle) => (outcome) => isLate || settle(outcome);
      promise.then(unlessLate(resolve), unlessLate(reject)).finally(() => clearTimeout(timer));
    });
  }

  function finish(builder, statement) {
    const result = processResponse(statement);
    const { postProcessResponse } = builder.client.config;
    return postProcessResponse ? postProcessResponse(result, builder._queryContext) : result;
  }

  const outputs = (rungs.outputs = {
    hasRows: ({ rows }) => rows.length > 0,
    columnInfo: ({ rows }, column) => {
      const info = {};
      for (const row of rows) {
        info[row.column_name] = {
          type: row.data_type,
          maxLength: row.character_maximum_length,
          nullable: row.is_nullable === "YES",
          defaultValue: row.column_default,
        };
      }
      return (column && info[column]) || info;
    },
  });

  function processResponse({ response, method, output, outputArgument, pluck, returning }) {
    if (typeof output === "function") return output(response);
    if (output) return outputs[output](response, outputArgument);
    if (method === "raw") return response;
    if (response.command === "SELECT") {
      if (method === "first") return response.rows[0];
      if (method === "pluck") return response.rows.map((row) => row[pluck]);
      return response.rows;
    }
    if (returning) return response.rows;
    if (response.command === "UPDATE" || response.command === "DELETE") return response.rowCount;
    return response;
  }
});
