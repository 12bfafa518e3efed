const Stream = require("stream");
const { StringDecoder } = require("string_decoder");

function Readable(options) {
  if (!(this instanceof Readable)) {
    return new Readable(options);
  }
  Stream.call(this, options);
  this._initReadable(options ?? {});
  this._begin();
}

Stream._derive(Stream, Readable, {
  ...Stream._lifecycle,

  _initReadable(options) {
    const objectMode = Boolean(options.objectMode || options.readableObjectMode);
    const limit = options.readableHighWaterMark ?? options.highWaterMark ?? (objectMode ? 16 : 16 * 1024);
    this._readableState = {
      buffer: [], length: 0, objectMode, highWaterMark: limit, flowing: null, ended: false, endEmitted: false, reading: false,
      pipes: [], encoding: null, decoder: null, needReadable: false, scheduled: false, paused: false,
      autoDestroy: options.autoDestroy !== false,
    };
    this.readable = true;
    this.destroyed = false;
    this.closed = false;
    this.errored = null;
    this._emitClose = options.emitClose;
    for (const name of ["read", "destroy", "construct"]) {
      if (typeof options[name] === "function") {
        this[`_${name}`] = options[name];
      }
    }
    if (options.encoding) {
      this.setEncoding(options.encoding);
    }
  },

  _read() {
    const error = new Error("The _read() method is not implemented");
    error.code = "ERR_METHOD_NOT_IMPLEMENTED";
    throw error;
  },

  push(chunk, encoding) {
    return this._add(chunk, encoding, false);
  },

  unshift(chunk, encoding) {
    return this._add(chunk, encoding, true);
  },

  _add(chunk, encoding, front) {
    const state = this._readableState;
    state.reading = false;
    if (chunk === null) {
      state.ended = true;
      const rest = state.decoder?.end();
      if (rest) {
        state.buffer.push(rest);
        state.length += rest.length;
      }
      this._schedule();
      return false;
    }
    if (!state.objectMode) {
      if (typeof chunk === "string" && !state.decoder) {
        chunk = Buffer.from(chunk, encoding);
      } else if (typeof chunk !== "string") {
        chunk = Buffer.from(chunk.buffer ?? chunk, chunk.byteOffset, chunk.byteLength);
        chunk = state.decoder && !front ? state.decoder.write(chunk) : chunk;
      }
      if (chunk.length === 0) {
        this._schedule();
        return state.length < state.highWaterMark;
      }
    }
    state.buffer[front ? "unshift" : "push"](chunk);
    state.length += state.objectMode ? 1 : chunk.length;
    this._schedule();
    return state.length < state.highWaterMark;
  },

  // One turn of work: hand out what is there, ask for more, notice the end.
  _schedule() {
    const state = this._readableState;
    if (state.scheduled) {
      return;
    }
    state.scheduled = true;
    process.nextTick(() => {
      state.scheduled = false;
      this._work();
    });
  },

  _work() {
    const state = this._readableState;
    if (this.destroyed) {
      return;
    }
    while (state.flowing && state.buffer.length > 0) {
      this._emitData(state.buffer.shift());
    }
    if (!state.flowing && (state.buffer.length > 0 || state.ended) && this.listenerCount("readable") > 0 && !state.endEmitted) {
      this.emit("readable");
    }
    if (state.ended && state.buffer.length === 0) {
      if (!state.endEmitted && (state.flowing || this.listenerCount("readable") > 0 || state.readToEnd)) {
        this._finishReading();
      }
    } else if (!state.reading && !state.ended && (state.flowing || state.wanted) && state.length < state.highWaterMark) {
      this._ask();
    }
  },

  _ask() {
    const state = this._readableState;
    state.reading = true;
    this._whenConstructed(() => {
      try {
        this._read(state.highWaterMark);
      } catch (error) {
        this.destroy(error);
      }
    });
  },

  _emitData(chunk) {
    const state = this._readableState;
    state.length -= state.objectMode ? 1 : chunk.length;
    this.readableDidRead = true;
    this.emit("data", chunk);
  },

  _finishReading() {
    const state = this._readableState;
    state.endEmitted = true;
    this.readable = false;
    this.readableEnded = true;
    this.emit("end");
    const writable = this._writableState;
    if (state.autoDestroy && (!writable || writable.finished)) {
      this.destroy();
    } else if (writable && this.allowHalfOpen === false) {
      this.end();
    }
  },

  read(size) {
    const state = this._readableState;
    state.wanted = true;
    if (state.buffer.length === 0) {
      if (state.ended) {
        state.readToEnd = true;
      }
      this._schedule();
      return null;
    }
    let chunk;
    if (state.objectMode || size === undefined) {
      chunk = state.objectMode ? state.buffer.shift() : join(state.buffer.splice(0));
    } else {
      const all = join(state.buffer.splice(0));
      if (all.length < size && !state.ended) {
        state.buffer.push(all);
        this._schedule();
        return null;
      }
      chunk = all.slice(0, size);
      if (all.length > size) {
        state.buffer.push(all.slice(size));
      }
    }
    this._emitData(chunk);
    if (state.ended && state.buffer.length === 0) {
      state.readToEnd = true;
    }
    this._schedule();
    return chunk;
  },

  on(name, listener) {
    Stream.prototype.on.call(this, name, listener);
    const state = this._readableState;
    if (name === "data" && state.flowing !== false && this.listenerCount("readable") === 0) {
      this.resume();
    } else if (name === "readable") {
      state.flowing = false;
      state.wanted = true;
      this._schedule();
    }
    return this;
  },

  pause() {
    const state = this._readableState;
    if (state.flowing !== false) {
      state.flowing = false;
      this.emit("pause");
    }
    return this;
  },

  resume() {
    const state = this._readableState;
    if (!state.flowing) {
      state.flowing = this.listenerCount("readable") === 0;
      this.emit("resume");
    }
    this._schedule();
    return this;
  },

  isPaused() {
    return this._readableState.flowing === false;
  },

  setEncoding(encoding) {
    const state = this._readableState;
    state.encoding = encoding;
    state.decoder = new StringDecoder(encoding);
    state.buffer = state.buffer.map((chunk) => state.decoder.write(chunk)).filter((text) => text !== "");
    return this;
  },

  pipe(destination, options) {
    const state = this._readableState;
    const onData = (chunk) => {
      if (destination.write(chunk) === false) {
        this.pause();
      }
    };
    const onDrain = () => this.resume();
    const onEnd = () => destination !== process.stdout && destination !== process.stderr && destination.end();
    state.pipes.push({ destination, stop: () => {
      this.removeListener("data", onData);
      this.removeListener("end", onEnd);
      destination.removeListener("drain", onDrain);
    } });
    destination.on("drain", onDrain);
    if (options?.end !== false) {
      this.once("end", onEnd);
    }
    destination.emit("pipe", this);
    this.on("data", onData);
    this.resume();
    return destination;
  },

  unpipe(destination) {
    const state = this._readableState;
    for (const pipe of state.pipes.filter((known) => destination === undefined || known.destination === destination)) {
      pipe.stop();
      pipe.destination.emit("unpipe", this);
      state.pipes.splice(state.pipes.indexOf(pipe), 1);
    }
    return this;
  },

  wrap(old) {
    old.on("data", (chunk) => this.push(chunk) || old.pause());
    old.on("end", () => this.push(null));
    this._read = () => old.resume();
    return this;
  },

  async *[Symbol.asyncIterator]() {
    let wake;
    let failure;
    const notify = () => wake?.();
    this.on("readable", notify);
    this.on("end", notify);
    this.on("close", notify);
    this.on("error", (error) => {
      failure = { error };
      notify();
    });
    try {
      for (;;) {
        const chunk = this.destroyed ? null : this.read();
        if (failure) {
          throw failure.error;
        }
        if (chunk !== null) {
          yield chunk;
        } else if (this.readableEnded || this.destroyed) {
          return;
        } else {
          await new Promise((resolve) => (wake = resolve));
        }
      }
    } finally {
      this.destroy();
    }
  },

  iterator() {
    return this[Symbol.asyncIterator]();
  },

  async toArray() {
    const all = [];
    for await (const chunk of this) {
      all.push(chunk);
    }
    return all;
  },

  async forEach(fn) {
    for await (const chunk of this) {
      await fn(chunk);
    }
  },

  map(fn) {
    const source = this;
    return from((async function* () {
      for await (const chunk of source) {
        yield fn(chunk);
      }
    })());
  },

  filter(fn) {
    const source = this;
    return from((async function* () {
      for await (const chunk of source) {
        if (await fn(chunk)) {
          yield chunk;
        }
      }
    })());
  },
});

for (const [name, get] of Object.entries({
  readableFlowing: (state) => state.flowing,
  readableHighWaterMark: (state) => state.highWaterMark,
  readableLength: (state) => state.length,
  readableObjectMode: (state) => state.objectMode,
  readableEncoding: (state) => state.encoding,
})) {
  Object.defineProperty(Readable.prototype, name, {
    configurable: true,
    get() {
      return this._readableState && get(this._readableState);
    },
  });
}

const join = (chunks) => (typeof chunks[0] === "string" ? chunks.join("") : chunks.length === 1 ? chunks[0] : Buffer.concat(chunks));

function from(iterable, options) {
  if (typeof iterable === "string" || iterable instanceof Uint8Array) {
    iterable = [iterable];
  }
  const iterator = (iterable[Symbol.asyncIterator] ?? iterable[Symbol.iterator]).call(iterable);
  return new Readable({
    objectMode: true,
    highWaterMark: 1,
    ...options,
    async read() {
      try {
        const { value, done } = await iterator.next();
        this.push(done ? null : await value);
      } catch (error) {
        this.destroy(error);
      }
    },
  });
}

Readable.from = from;
Readable._fromList = join;
module.exports = Readable;
