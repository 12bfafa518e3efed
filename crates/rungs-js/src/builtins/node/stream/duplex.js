const Stream = require("stream");
const Readable = require("stream/readable");
const Writable = require("stream/writable");

function Duplex(options) {
  if (!(this instanceof Duplex)) {
    return new Duplex(options);
  }
  Stream.call(this, options);
  this._initReadable(options ?? {});
  this._initWritable(options ?? {});
  this.allowHalfOpen = options?.allowHalfOpen !== false;
  this._begin();
}
const writing = Object.getOwnPropertyDescriptors(Writable.prototype);
delete writing.constructor;
Stream._derive(Readable, Duplex, Object.defineProperties({}, writing));

function Transform(options) {
  if (!(this instanceof Transform)) {
    return new Transform(options);
  }
  Duplex.call(this, options);
  for (const name of ["transform", "flush"]) {
    if (typeof options?.[name] === "function") {
      this[`_${name}`] = options[name];
    }
  }
}

Stream._derive(Duplex, Transform, {
  _transform(chunk, encoding, callback) {
    void chunk, encoding, callback;
    const error = new Error("The _transform() method is not implemented");
    error.code = "ERR_METHOD_NOT_IMPLEMENTED";
    throw error;
  },

  _write(chunk, encoding, callback) {
    this._transform(chunk, encoding, (error, value) => {
      if (error) {
        return callback(error);
      }
      if (value !== undefined && value !== null) {
        this.push(value);
      }
      // Waits for a reader when the buffer is full.
      const state = this._readableState;
      if (state.length < state.highWaterMark || state.flowing) {
        callback();
      } else {
        this._resumeWriting = callback;
      }
    });
  },

  _read() {
    this._readableState.reading = false;
    const resume = this._resumeWriting;
    this._resumeWriting = undefined;
    resume?.();
  },

  _final(callback) {
    const end = (error, value) => {
      if (error) {
        return callback(error);
      }
      if (value !== undefined && value !== null) {
        this.push(value);
      }
      this.push(null);
      callback();
    };
    typeof this._flush === "function" ? this._flush(end) : end();
  },
});

function PassThrough(options) {
  if (!(this instanceof PassThrough)) {
    return new PassThrough(options);
  }
  Transform.call(this, options);
}
Stream._derive(Transform, PassThrough, {
  _transform(chunk, encoding, callback) {
    callback(null, chunk);
  },
});

module.exports = { Duplex, Transform, PassThrough };
