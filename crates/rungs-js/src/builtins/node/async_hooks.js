// AsyncLocalStorage follows the calls that `run` makes, and the promise that they return until it settles. Two such
// runs that overlap in time are not told apart.

class AsyncLocalStorage {
  #stack = [];

  static bind(fn) {
    return fn;
  }

  static snapshot() {
    return (fn, ...args) => fn(...args);
  }

  run(store, callback, ...args) {
    const entry = { store };
    this.#stack.push(entry);
    const leave = () => {
      this.#stack = this.#stack.filter((other) => other !== entry);
    };
    let result;
    try {
      result = callback(...args);
    } catch (error) {
      leave();
      throw error;
    }
    if (result instanceof Promise) {
      result.then(leave, leave);
    } else {
      leave();
    }
    return result;
  }

  exit(callback, ...args) {
    return this.run(undefined, callback, ...args);
  }

  enterWith(store) {
    this.#stack.push({ store });
  }

  getStore() {
    return this.#stack.at(-1)?.store;
  }

  disable() {
    this.#stack = [];
  }
}

let lastId = 1;

class AsyncResource {
  #id = ++lastId;

  constructor(type) {
    this.type = type;
  }

  static bind(fn, type, thisArg) {
    return new AsyncResource(type ?? fn.name).bind(fn, thisArg);
  }

  runInAsyncScope(fn, thisArg, ...args) {
    return Reflect.apply(fn, thisArg, args);
  }

  bind(fn, thisArg) {
    return thisArg === undefined ? fn : fn.bind(thisArg);
  }

  emitDestroy() {
    return this;
  }

  asyncId() {
    return this.#id;
  }

  triggerAsyncId() {
    return 1;
  }
}

const hook = { enable: () => hook, disable: () => hook };

module.exports = {
  AsyncLocalStorage, AsyncResource, createHook: () => hook, executionAsyncId: () => 1, triggerAsyncId: () => 0,
  executionAsyncResource: () => ({}), asyncWrapProviders: {},
};
