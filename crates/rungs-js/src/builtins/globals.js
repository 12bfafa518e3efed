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
  // [builtin, the globals that it has]
  const tables = [
    ["buffer", ["Buffer", "atob", "btoa"]],
    ["timers", ["setTimeout", "clearTimeout", "setInterval", "clearInterval", "setImmediate", "clearImmediate"]],
    ["web/event_target", ["AbortController", "AbortSignal", "CustomEvent", "DOMException", "Event", "EventTarget"]],
    ["web/encoding", ["Blob", "TextDecoder", "TextEncoder", "structuredClone"]],
    ["web/url", ["URL", "URLSearchParams"]],
    ["perf_hooks", ["performance"]],
    ["web/network", ["fetch", "File", "FormData", "Headers", "ReadableStream", "Request", "Response", "TransformStream",
      "WebSocket", "WritableStream"]],
    ["worker_threads", ["BroadcastChannel", "MessageChannel", "MessagePort"]],
  ];
  for (const [module, names] of tables) {
    for (const name of names) {
      lazy(name, () => builtin(module)[name]);
    }
  }
  lazy("console", () => builtin("console"));
  lazy("process", () => builtin("process"));
  lazy("crypto", () => builtin("crypto").webcrypto);
  lazy("Intl", () => builtin("web/intl"));
  lazy("babelHelpers", () => builtin("web/decorators"));
  const localized = [[Date, ["toLocaleString", "toLocaleDateString", "toLocaleTimeString"]], [Number, ["toLocaleString"]],
    [BigInt, ["toLocaleString"]]];
  for (const [type, names] of localized) {
    for (const name of names) {
      const value = function (...args) {
        return Intl[Symbol.for("rungs.localized")][type.name][name](this, ...args);
      };
      defineProperty(type.prototype, name, { value, configurable: true, writable: true });
    }
  }
  // QuickJS says NaN of a date whose field is set to what is no number, but leaves the date as it was.
  for (const name of Object.getOwnPropertyNames(Date.prototype).filter((each) => /^set(?!Time)/.test(each))) {
    const set = Date.prototype[name];
    const value = { [name](...args) {
      const time = set.apply(this, args);
      return time === time ? time : this.setTime(NaN);
    } }[name];
    defineProperty(value, "length", { value: set.length, configurable: true });
    defineProperty(Date.prototype, name, { value, configurable: true, writable: true });
  }
  // By a promise, so that what the callback throws is seen.
  defineProperty(globalThis, "queueMicrotask", {
    value: function queueMicrotask(callback) {
      Promise.resolve().then(callback);
    },
    configurable: true,
    writable: true,
  });
})
