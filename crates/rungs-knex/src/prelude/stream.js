// Rows one batch after the other: `builder.stream()` and `builder.pipe()`, which Knex leaves to pg-query-stream.
(function (rungs) {
  "use strict";
  const { native, Builder } = rungs;

  // How many rows pg-query-stream 4 fetches at a time, unless it is told.
  const BATCH = 100;

  // Knex calls `stream(options, handler)`, and `stream(handler)`. With a handler the promise says when the stream has
  // ended, however it did: errors are the stream's alone.
  Builder.prototype.stream = function (options, handler) {
    if (typeof options === "function" && arguments.length === 1) [options, handler] = [undefined, options];
    const { batchSize, highWaterMark } = options || {};
    const stream = streamOf(this, batchSize ?? highWaterMark ?? BATCH);
    if (typeof handler !== "function") return stream;
    const closed = new Promise((resolve) => stream.once("close", resolve));
    handler(stream);
    return closed;
  };

  Builder.prototype.pipe = function (writable, options) {
    return this.stream(options).pipe(writable);
  };

  function streamOf(builder, size) {
    const { Readable } = native.builtin("stream");
    const batches = fetch(builder, size);
    const stream = new Readable({
      objectMode: true,
      highWaterMark: size,
      async read() {
        try {
          const { value, done } = await batches.next();
          if (done) this.push(null);
          else for (const row of value) this.push(row);
        } catch (error) {
          this.destroy(error);
        }
      },
      destroy(error, callback) {
        batches.return().then(() => callback(error), callback);
      },
    });
    const general = stream[Symbol.asyncIterator];
    stream[Symbol.asyncIterator] = function () {
      const isTouched = this.readableDidRead || this.readableLength > 0 || this.listenerCount("data") > 0;
      return isTouched ? general.call(this) : straight(this, batches);
    };
    return stream;
  }

  // `for await` over millions of rows: without the detour through the stream's buffer, which takes several times as long.
  function straight(stream, batches) {
    stream.on("error", () => {});
    let rows = [];
    let next = 0;
    const end = (error) => {
      rows = [];
      next = 0;
      stream.destroy(error);
    };
    const fetchMore = async () => {
      try {
        const { value, done } = await batches.next();
        if (done) end();
        if (done && stream.errored) throw stream.errored;
        if (!done) [rows, next] = [value, 0];
      } catch (error) {
        end(error);
        throw error;
      }
      return next < rows.length ? { value: rows[next++], done: false } : { value: undefined, done: true };
    };
    return {
      next: async () => (next < rows.length ? { value: rows[next++], done: false } : fetchMore()),
      return: async (value) => {
        end();
        return { value, done: true };
      },
      [Symbol.asyncIterator]() {
        return this;
      },
    };
  }

  async function* fetch(builder, size) {
    const { client } = builder;
    const connection = builder._connection || (await client.acquireConnection());
    let cursor;
    try {
      const statement = single(builder.toSQL());
      client.announce(connection, statement);
      cursor = native.openCursor(connection.id, statement.sql, statement.bindings, size, statement.site);
      for (let rows; (rows = await native.fetchRows(cursor)); ) {
        yield client.config.postProcessResponse ? rows.map((row) => processed(builder, row)) : rows;
      }
    } finally {
      if (cursor) native.closeCursor(cursor);
      if (!builder._connection) await client.releaseConnection(connection);
    }
  }

  const processed = (builder, row) => builder.client.postProcessResponse(row, builder._queryContext);

  function single(statements) {
    if (!Array.isArray(statements)) return statements;
    if (statements.length === 1) return statements[0];
    throw new Error("The stream may only be used with a single query statement.");
  }
});
