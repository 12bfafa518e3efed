const Stream = require("stream");

function Writable(options) {
  if (!(this instanceof Writable) && !this?._writableState) {
    return new Writable(options);
  }
  Stream.call(this, options);
  this._initWritable(options ?? {});
  this._begin();
}

function afterEnd() {
  const error = new Error("write after end");
  error.code = "ERR_STREAM_WRITE_AFTER_END";
  return error;
}

Stream._derive(Stream, Writable, {
  ...Stream._lifecycle,

  _initWritable(options) {
    const objectMode = Boolean(options.objectMode || options.writableObjectMode);
    const limit = options.writableHighWaterMark ?? options.highWaterMark ?? (objectMode ? 16 : 16 * 1024);
    this._writableState = {
      queue: [], length: 0, objectMode, highWaterMark: limit, writing: false, ending: false, finished: false, needDrain: false,
      corked: 0, decodeStrings: options.decodeStrings !== false, defaultEncoding: options.defaultEncoding ?? "utf8",
      autoDestroy: options.autoDestroy !== false, prefinished: false,
    };
    this.writable = true;
    this.destroyed ??= false;
    this.closed ??= false;
    this.errored ??= null;
    this._emitClose = options.emitClose;
    for (const name of ["write", "writev", "final", "destroy", "construct"]) {
      if (typeof options[name] === "function") {
        this[`_${name}`] = options[name];
      }
    }
  },

  _write(chunk, encoding, callback) {
    if (this._writev) {
      return this._writev([{ chunk, encoding }], callback);
    }
    const error = new Error("The _write() method is not implemented");
    error.code = "ERR_METHOD_NOT_IMPLEMENTED";
    throw error;
  },

  write(chunk, encoding, callback) {
    if (typeof encoding === "function") {
      [encoding, callback] = [undefined, encoding];
    }
    const state = this._writableState;
    if (chunk === null) {
      const error = new TypeError("May not write null values to stream");
      error.code = "ERR_STREAM_NULL_VALUES";
      throw error;
    }
    if (state.ending || this.destroyed) {
      const error = afterEnd();
      if (callback) {
        process.nextTick(callback, error);
      }
      if (!this.destroyed) {
        this.destroy(error);
      }
      return false;
    }
    encoding ??= state.defaultEncoding;
    if (!state.objectMode && typeof chunk === "string" && state.decodeStrings) {
      chunk = Buffer.from(chunk, encoding);
      encoding = "buffer";
    } else if (chunk instanceof Uint8Array) {
      encoding = "buffer";
    }
    state.length += state.objectMode ? 1 : chunk.length;
    state.queue.push({ chunk, encoding, callback });
    state.needDrain ||= state.length >= state.highWaterMark;
    this._advance();
    return state.length < state.highWaterMark;
  },

  _advance() {
    const state = this._writableState;
    if (state.writing || state.corked > 0 || this.destroyed) {
      return;
    }
    const next = state.queue.shift();
    if (next === undefined) {
      return this._maybeFinish();
    }
    state.writing = true;
    this._whenConstructed(() => {
      let settled = false;
      let sync = true;
      const done = (error) => {
        if (settled) {
          return;
        }
        settled = true;
        const after = () => this._written(next, error);
        sync ? process.nextTick(after) : after();
      };
      try {
        if (this._writev && state.queue.length > 0) {
          const rest = state.queue.splice(0);
          next.more = rest;
          this._writev([next, ...rest], done);
        } else {
          this._write(next.chunk, next.encoding, done);
        }
      } catch (error) {
        this.destroy(error);
      }
      sync = false;
    });
  },

  _written(entry, error) {
    const state = this._writableState;
    state.writing = false;
    for (const { chunk, callback } of [entry, ...(entry.more ?? [])]) {
      state.length -= state.objectMode ? 1 : chunk.length;
      callback?.(error ?? null);
    }
    if (error) {
      return this.destroy(error);
    }
    if (state.needDrain && state.length === 0 && !state.ending) {
      state.needDrain = false;
      this.emit("drain");
    }
    this._advance();
  },

  _maybeFinish() {
    const state = this._writableState;
    if (!state.ending || state.prefinished || state.length > 0) {
      return;
    }
    state.prefinished = true;
    const finish = (error) => {
      if (error) {
        return this.destroy(error);
      }
      process.nextTick(() => {
        state.finished = true;
        this.writableFinished = true;
        this.emit("prefinish");
        this.emit("finish");
        const readable = this._readableState;
        if (state.autoDestroy && (!readable || readable.endEmitted)) {
          this.destroy();
        }
      });
    };
    if (typeof this._final === "function") {
      this._whenConstructed(() => this._final(finish));
    } else {
      this._whenConstructed(() => finish());
    }
  },

  end(chunk, encoding, callback) {
    if (typeof chunk === "function") {
      [chunk, callback] = [undefined, chunk];
    } else if (typeof encoding === "function") {
      [encoding, callback] = [undefined, encoding];
    }
    if (chunk !== undefined && chunk !== null) {
      this.write(chunk, encoding);
    }
    const state = this._writableState;
    if (callback) {
      state.finished ? process.nextTick(callback) : this.once("finish", callback);
    }
    if (!state.ending) {
      state.ending = true;
      state.corked = 0;
      this.writable = false;
      this.writableEnded = true;
      process.nextTick(() => this._advance());
    }
    return this;
  },

  cork() {
    this._writableState.corked += 1;
  },

  uncork() {
    this._writableState.corked = Math.max(this._writableState.corked - 1, 0);
    this._advance();
  },

  setDefaultEncoding(encoding) {
    this._writableState.defaultEncoding = encoding;
    return this;
  },
});

const getters = {
  writableHighWaterMark: (state) => state.highWaterMark,
  writableLength: (state) => state.length,
  writableObjectMode: (state) => state.objectMode,
  writableNeedDrain: (state) => state.needDrain,
  writableCorked: (state) => state.corked,
};
for (const [name, get] of Object.entries(getters)) {
  Object.defineProperty(Writable.prototype, name, {
    configurable: true,
    get() {
      return this._writableState && get(this._writableState);
    },
  });
}
// A Duplex is a Writable too, though it inherits from Readable.
Object.defineProperty(Writable, Symbol.hasInstance, {
  value(object) {
    return Function.prototype[Symbol.hasInstance].call(this, object) || (this === Writable && Boolean(object?._writableState));
  },
});
module.exports = Writable;
