const { invalidArgument } = require("errors");

let lastId = 0;
const active = new Map();

class Timeout {
  constructor(callback, delay, args, repeat) {
    if (typeof callback !== "function") {
      throw invalidArgument("callback", "of type function", callback);
    }
    this._id = ++lastId;
    this._delay = delay >= 1 && delay <= 2 ** 31 - 1 ? Math.trunc(delay) : 1;
    this._repeat = repeat;
    this._call = () => callback(...args);
    this._ref = true;
    this._start();
  }

  _start() {
    active.set(this._id, this);
    native.startTimer(this._id, this._delay, () => this._fire());
    if (!this._ref) {
      native.holdTimer(this._id, false);
    }
  }

  _fire() {
    if (this._repeat) {
      this._start();
    } else {
      active.delete(this._id);
    }
    this._call();
    native.flushTicks?.();
  }

  ref() {
    this._ref = true;
    native.holdTimer(this._id, true);
    return this;
  }

  unref() {
    this._ref = false;
    native.holdTimer(this._id, false);
    return this;
  }

  hasRef() {
    return this._ref;
  }

  refresh() {
    native.stopTimer(this._id);
    this._start();
    return this;
  }

  close() {
    clear(this);
    return this;
  }

  [Symbol.toPrimitive]() {
    return this._id;
  }
}

class Immediate extends Timeout {
  constructor(callback, args) {
    super(callback, 1, args, false);
  }

  _start() {
    this._delay = 0;
    super._start();
  }
}

function clear(timer) {
  const known = typeof timer === "object" && timer !== null ? timer : active.get(Number(timer));
  if (known instanceof Timeout) {
    active.delete(known._id);
    native.stopTimer(known._id);
  }
}

const setTimeout = (callback, delay, ...args) => new Timeout(callback, delay, args, false);
const setInterval = (callback, delay, ...args) => new Timeout(callback, delay, args, true);
const setImmediate = (callback, ...args) => new Immediate(callback, args);

// --- timers/promises -----------------------------------------------------------------------------

function wait(start, value, signal) {
  return new Promise((resolve, reject) => {
    const fail = () => reject(signal.reason);
    if (signal?.aborted) {
      return fail();
    }
    const timer = start(() => {
      signal?.removeEventListener("abort", stop);
      resolve(value);
    });
    const stop = () => {
      clear(timer);
      fail();
    };
    signal?.addEventListener("abort", stop, { once: true });
  });
}

const promises = {
  setTimeout: (delay, value, { signal } = {}) => wait((done) => setTimeout(done, delay), value, signal),
  setImmediate: (value, { signal } = {}) => wait((done) => setImmediate(done), value, signal),
  async *setInterval(delay, value, options) {
    for (;;) {
      yield promises.setTimeout(delay, value, options);
    }
  },
  scheduler: {
    wait: (delay, options) => promises.setTimeout(delay, undefined, options),
    yield: () => promises.setImmediate(),
  },
};

const custom = Symbol.for("nodejs.util.promisify.custom");
Object.defineProperty(setTimeout, custom, { value: promises.setTimeout });
Object.defineProperty(setImmediate, custom, { value: promises.setImmediate });

module.exports = {
  setTimeout, setInterval, setImmediate, clearTimeout: clear, clearInterval: clear, clearImmediate: clear, promises,
};
