// Node's streams, as far as packages build on them. The constructors are functions, since many packages call them
// without `new`.
const EventEmitter = require("events");

function Stream(options) {
  EventEmitter.call(this, options);
}
Object.setPrototypeOf(Stream, EventEmitter);
Stream.prototype = Object.create(EventEmitter.prototype, { constructor: { value: Stream, configurable: true, writable: true } });
// A static initializer of EventEmitter's must not be taken for a stream's own.
Stream.Stream = Stream;

Stream.prototype.pipe = function (destination, options) {
  this.on("data", (chunk) => {
    if (destination.write(chunk) === false) {
      this.pause?.();
    }
  });
  destination.on("drain", () => this.resume?.());
  if (options?.end !== false) {
    this.on("end", () => destination.end());
  }
  destination.emit("pipe", this);
  return destination;
};

/// What readable and writable sides share: construction, destruction, errors.
Stream._derive = function (Base, Constructor, methods) {
  Object.setPrototypeOf(Constructor, Base);
  Constructor.prototype = Object.create(Base.prototype);
  Object.defineProperties(Constructor.prototype, {
    ...Object.getOwnPropertyDescriptors(methods),
    constructor: { value: Constructor, configurable: true, writable: true },
  });
  return Constructor;
};

Stream._lifecycle = {
  _construct: null,

  // Runs `_construct`, where there is one, before the first read or write.
  _begin() {
    if (typeof this._construct === "function") {
      this._constructed = false;
      process.nextTick(() => this._construct((error) => {
        this._constructed = true;
        if (error) {
          return this.destroy(error);
        }
        this.emit("_constructed");
      }));
    }
  },

  _whenConstructed(action) {
    if (this._constructed === false) {
      this.once("_constructed", action);
      return;
    }
    action();
  },

  _destroy(error, callback) {
    callback(error);
  },

  destroy(error, callback) {
    if (this.destroyed) {
      callback?.();
      return this;
    }
    this.destroyed = true;
    this.errored = error ?? null;
    this._destroy(error ?? null, (failure) => {
      process.nextTick(() => {
        const reason = failure ?? error;
        callback?.(reason ?? null);
        if (reason && !this._errorEmitted) {
          this._errorEmitted = true;
          this.errored = reason;
          this.emit("error", reason);
        }
        this.closed = true;
        if (this._emitClose !== false) {
          this.emit("close");
        }
      });
    });
    return this;
  },
};

module.exports = Stream;
Stream.Readable = require("stream/readable");
Stream.Writable = require("stream/writable");
Object.assign(Stream, require("stream/duplex"), require("stream/pipeline"));
Stream.promises = { pipeline: Stream._pipelinePromise, finished: Stream._finishedPromise };
Object.defineProperty(Stream.pipeline, Symbol.for("nodejs.util.promisify.custom"), { value: Stream._pipelinePromise });
Object.defineProperty(Stream.finished, Symbol.for("nodejs.util.promisify.custom"), { value: Stream._finishedPromise });
Stream.addAbortSignal = (signal, stream) => {
  signal.addEventListener("abort", () => stream.destroy(signal.reason));
  return stream;
};
Stream.isReadable = (stream) => Boolean(stream?.readable);
Stream.isErrored = (stream) => Boolean(stream?.errored);
Stream.isDisturbed = (stream) => Boolean(stream?.readableDidRead);
Stream.getDefaultHighWaterMark = (objectMode) => (objectMode ? 16 : 16 * 1024);
Stream.setDefaultHighWaterMark = () => {};
Stream._uint8ArrayToBuffer = (bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
Stream._isUint8Array = (value) => value instanceof Uint8Array;
