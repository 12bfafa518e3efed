const { invalidArgument } = require("errors");

const errorMonitor = Symbol("events.errorMonitor");

function checkListener(listener) {
  if (typeof listener !== "function") {
    throw invalidArgument("listener", "of type function", listener);
  }
}

function EventEmitter(options) {
  EventEmitter.init.call(this, options);
}

// Callable without `new`, as the many packages that write `EventEmitter.call(this)` need it.
EventEmitter.init = function () {
  if (this._events === undefined || this._events === Object.getPrototypeOf(this)._events) {
    this._events = Object.create(null);
    this._eventsCount = 0;
  }
  this._maxListeners = this._maxListeners || undefined;
};

const { prototype } = EventEmitter;
Object.assign(prototype, { _events: undefined, _eventsCount: 0, _maxListeners: undefined });

function lists(emitter) {
  return (emitter._events ??= Object.create(null));
}

function add(emitter, name, listener, prepend) {
  checkListener(listener);
  const events = lists(emitter);
  if (events.newListener !== undefined) {
    emitter.emit("newListener", name, listener.listener ?? listener);
  }
  const list = events[name];
  if (list === undefined) {
    events[name] = [listener];
    emitter._eventsCount += 1;
  } else {
    // A copy, so that an emit under way is not disturbed.
    events[name] = prepend ? [listener, ...list] : [...list, listener];
  }
  return emitter;
}

function onceWrapper(emitter, name, listener) {
  checkListener(listener);
  const wrapper = function (...args) {
    emitter.removeListener(name, wrapper);
    return listener.apply(emitter, args);
  };
  wrapper.listener = listener;
  return wrapper;
}

function unhandled(value) {
  if (value instanceof Error) {
    return value;
  }
  const error = new Error(`Unhandled error. (${typeof value === "string" ? `'${value}'` : value})`);
  error.context = value;
  error.code = "ERR_UNHANDLED_ERROR";
  return error;
}

Object.assign(prototype, {
  emit(name, ...args) {
    const events = lists(this);
    if (name === "error" && events[errorMonitor] !== undefined) {
      this.emit(errorMonitor, ...args);
    }
    const list = events[name];
    if (list === undefined) {
      if (name === "error") {
        throw unhandled(args[0]);
      }
      return false;
    }
    for (const listener of list) {
      Reflect.apply(listener, this, args);
    }
    return true;
  },
  on(name, listener) {
    return add(this, name, listener, false);
  },
  prependListener(name, listener) {
    return add(this, name, listener, true);
  },
  once(name, listener) {
    return this.on(name, onceWrapper(this, name, listener));
  },
  prependOnceListener(name, listener) {
    return this.prependListener(name, onceWrapper(this, name, listener));
  },
  off(name, listener) {
    checkListener(listener);
    const events = lists(this);
    const list = events[name];
    const at = list?.findLastIndex((known) => known === listener || known.listener === listener) ?? -1;
    if (at === -1) {
      return this;
    }
    if (list.length === 1) {
      delete events[name];
      this._eventsCount -= 1;
    } else {
      events[name] = list.toSpliced(at, 1);
    }
    if (events.removeListener !== undefined) {
      this.emit("removeListener", name, listener);
    }
    return this;
  },
  removeAllListeners(name) {
    if (name === undefined) {
      this._events = Object.create(null);
      this._eventsCount = 0;
    } else if (lists(this)[name] !== undefined) {
      delete this._events[name];
      this._eventsCount -= 1;
    }
    return this;
  },
  eventNames() {
    return Reflect.ownKeys(lists(this));
  },
  listenerCount(name) {
    return lists(this)[name]?.length ?? 0;
  },
  listeners(name) {
    return (lists(this)[name] ?? []).map((listener) => listener.listener ?? listener);
  },
  rawListeners(name) {
    return [...(lists(this)[name] ?? [])];
  },
  setMaxListeners(count) {
    this._maxListeners = count;
    return this;
  },
  getMaxListeners() {
    return this._maxListeners ?? EventEmitter.defaultMaxListeners;
  },
});
prototype.addListener = prototype.on;
prototype.removeListener = prototype.off;
for (const name of Object.keys(prototype)) {
  Object.defineProperty(prototype, name, { enumerable: true });
}

// --- Promises and iteration ----------------------------------------------------------------------

function subscribe(target, name, listener) {
  if (typeof target.addEventListener === "function") {
    target.addEventListener(name, listener);
    return () => target.removeEventListener(name, listener);
  }
  target.on(name, listener);
  return () => target.removeListener(name, listener);
}

function once(emitter, name, { signal } = {}) {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      return reject(signal.reason);
    }
    const undo = [];
    const settle = (finish) => (...args) => {
      undo.forEach((stop) => stop());
      finish(...args);
    };
    undo.push(subscribe(emitter, name, settle((...args) => resolve(args))));
    if (name !== "error" && typeof emitter.on === "function") {
      undo.push(subscribe(emitter, "error", settle(reject)));
    }
    if (signal) {
      undo.push(subscribe(signal, "abort", settle(() => reject(signal.reason))));
    }
  });
}

async function* on(emitter, name, { signal } = {}) {
  const waiting = [];
  let wake = () => {};
  let failure;
  const undo = [
    subscribe(emitter, name, (...args) => {
      waiting.push(args);
      wake();
    }),
    subscribe(emitter, "error", (error) => {
      failure = { error };
      wake();
    }),
  ];
  if (signal) {
    undo.push(subscribe(signal, "abort", () => {
      failure = { error: signal.reason };
      wake();
    }));
  }
  try {
    for (;;) {
      while (waiting.length > 0) {
        yield waiting.shift();
      }
      if (failure) {
        throw failure.error;
      }
      await new Promise((resolve) => (wake = resolve));
    }
  } finally {
    undo.forEach((stop) => stop());
  }
}

Object.assign(EventEmitter, {
  EventEmitter, once, on, errorMonitor, defaultMaxListeners: 10, usingDomains: false,
  captureRejections: false, captureRejectionSymbol: Symbol.for("nodejs.rejection"),
  getEventListeners: (emitter, name) => emitter.listeners?.(name) ?? [],
  listenerCount: (emitter, name) => emitter.listenerCount(name),
  setMaxListeners: (count, ...emitters) => emitters.forEach((emitter) => emitter.setMaxListeners?.(count)),
  addAbortListener(signal, listener) {
    signal.addEventListener("abort", listener, { once: true });
    return { [Symbol.dispose ?? Symbol.for("dispose")]: () => signal.removeEventListener("abort", listener) };
  },
});
EventEmitter.EventEmitterAsyncResource = class extends EventEmitter {};
module.exports = EventEmitter;
