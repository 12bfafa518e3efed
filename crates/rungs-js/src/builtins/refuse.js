// A builtin that Rungs lacks: it imports, its classes can be extended, and using it says what is missing.
(function (name, note) {
  "use strict";

  const known = {
    cluster: { isMaster: true, isPrimary: true, isWorker: false, workers: {} },
    inspector: { url: () => undefined },
    v8: { getHeapStatistics: () => ({ heap_size_limit: 0, total_heap_size: 0, used_heap_size: 0 }) },
  };

  function refuse(path) {
    note();
    const error = new Error(
      `node:${name} is not available in Rungs: \`${path}\` was called. Migrations, seeds and knexfiles run ` +
      `without Node; do this part in the application, or in a script of its own.`);
    error.code = "ERR_FEATURE_UNAVAILABLE_ON_PLATFORM";
    throw error;
  }

  function stub(path) {
    const target = function () {
      // A subclass may be constructed: what it inherits refuses only when it is called.
      if (new.target === undefined || (new.target === proxy && !path.endsWith("Agent"))) {
        refuse(path);
      }
    };
    const proxy = new Proxy(target, {
      get(target, key) {
        if (typeof key === "symbol" || key in target || key === "then" || key === "__esModule") {
          return target[key];
        }
        return (target[key] = stub(`${path}.${key}`));
      },
    });
    return proxy;
  }

  return function (exports, require, module) {
    const target = { ...known[name] };
    module.exports = new Proxy(target, {
      get(target, key, self) {
        if (key === Symbol.for("rungs.refused")) {
          return true;
        }
        if (key === "default") {
          return self;
        }
        if (typeof key === "symbol" || key in target || key === "then" || key === "__esModule") {
          return target[key];
        }
        return (target[key] = stub(`${name}.${key}`));
      },
    });
  };
})
