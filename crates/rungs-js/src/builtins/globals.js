// Node's globals; each comes to be when it is first read.
(function (builtin, native) {
  "use strict";
  const { defineProperty } = Object;

  function lazy(name, make) {
    defineProperty(globalThis, name, {
      configurable: true,
      enumerable: false,
      get() {
        const value = make();
        this[name] = value;
        return value;
      },
      set(value) {
        defineProperty(globalThis, name, { value, configurable: true, enumerable: false, writable: true });
      },
    });
  }

  defineProperty(globalThis, "global", { value: globalThis, configurable: true, writable: true });
  lazy("console", () => builtin("console"));
  lazy("process", () => builtin("process"));
  lazy("Buffer", () => builtin("buffer").Buffer);
  for (const name of ["setTimeout", "clearTimeout", "setInterval", "clearInterval", "setImmediate",
    "clearImmediate"]) {
    lazy(name, () => builtin("timers")[name]);
  }
  if (typeof globalThis.queueMicrotask !== "function") {
    lazy("queueMicrotask", () => (callback) => void Promise.resolve().then(callback));
  }
})
