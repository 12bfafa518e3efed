// Event, EventTarget, AbortController, DOMException.

class DOMException extends Error {
  constructor(message = "", name = "Error") {
    super(message);
    const code = { AbortError: 20, TimeoutError: 23, DataCloneError: 25 }[typeof name === "string" ? name : name.name] ?? 0;
    Object.defineProperty(this, "name", { value: typeof name === "string" ? name : name.name ?? "Error", configurable: true });
    Object.defineProperty(this, "code", { value: code, configurable: true });
  }
}

class Event {
  constructor(type, options = {}) {
    Object.assign(this, { type, bubbles: false, cancelable: false, composed: false, ...options, target: null, currentTarget: null,
      defaultPrevented: false, timeStamp: 0 });
  }

  preventDefault() {
    this.defaultPrevented = this.cancelable;
  }

  stopPropagation() {}

  stopImmediatePropagation() {
    this._stopped = true;
  }
}

class CustomEvent extends Event {
  constructor(type, options = {}) {
    super(type, options);
    this.detail = options.detail ?? null;
  }
}

class EventTarget {
  #listeners = new Map();

  addEventListener(type, listener, options = {}) {
    const list = this.#listeners.get(type) ?? [];
    if (listener && !list.some((known) => known.listener === listener)) {
      this.#listeners.set(type, [...list, { listener, once: Boolean(options?.once) }]);
    }
  }

  removeEventListener(type, listener) {
    this.#listeners.set(type, (this.#listeners.get(type) ?? []).filter((known) => known.listener !== listener));
  }

  dispatchEvent(event) {
    event.target = event.currentTarget = this;
    this[`on${event.type}`]?.(event);
    for (const { listener, once } of this.#listeners.get(event.type) ?? []) {
      if (once) {
        this.removeEventListener(event.type, listener);
      }
      typeof listener === "function" ? listener.call(this, event) : listener.handleEvent(event);
      if (event._stopped) {
        break;
      }
    }
    return !event.defaultPrevented;
  }
}

class AbortSignal extends EventTarget {
  aborted = false;

  reason = undefined;

  onabort = null;

  static abort(reason) {
    const signal = new AbortSignal();
    signal._abort(reason);
    return signal;
  }

  static timeout(delay) {
    const signal = new AbortSignal();
    setTimeout(() => signal._abort(new DOMException("The operation was aborted due to timeout", "TimeoutError")), delay).unref();
    return signal;
  }

  static any(signals) {
    const result = new AbortSignal();
    for (const signal of signals) {
      signal.aborted ? result._abort(signal.reason) : signal.addEventListener("abort", () => result._abort(signal.reason));
    }
    return result;
  }

  _abort(reason = new DOMException("This operation was aborted", "AbortError")) {
    if (!this.aborted) {
      this.aborted = true;
      this.reason = reason;
      this.dispatchEvent(new Event("abort"));
    }
  }

  throwIfAborted() {
    if (this.aborted) {
      throw this.reason;
    }
  }
}
Object.defineProperty(AbortSignal.prototype, "_abort", { enumerable: false });

class AbortController {
  signal = new AbortSignal();

  abort(reason) {
    this.signal._abort(reason);
  }
}

for (const Class of [Event, EventTarget, AbortSignal, AbortController, DOMException]) {
  Object.defineProperty(Class.prototype, Symbol.toStringTag, { value: Class.name, configurable: true });
}
module.exports = { AbortController, AbortSignal, CustomEvent, DOMException, Event, EventTarget };
