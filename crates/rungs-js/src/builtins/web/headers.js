// Headers of requests and answers (Fetch standard, "Headers class").

const NAME = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

class Headers {
  #lists = new Map();

  constructor(init) {
    if (init === undefined || init === null) {
      return;
    }
    const pairs = typeof init[Symbol.iterator] === "function" ? init : Object.entries(init);
    for (const [name, value] of pairs) {
      this.append(name, value);
    }
  }

  static #key(name) {
    if (!NAME.test(name)) {
      throw new TypeError(`Headers: ${name} is an invalid header name.`);
    }
    return `${name}`.toLowerCase();
  }

  append(name, value) {
    const key = Headers.#key(name);
    this.#lists.set(key, [...(this.#lists.get(key) ?? []), `${value}`.trim()]);
  }

  set(name, value) {
    this.#lists.set(Headers.#key(name), [`${value}`.trim()]);
  }

  delete(name) {
    this.#lists.delete(Headers.#key(name));
  }

  has(name) {
    return this.#lists.has(Headers.#key(name));
  }

  get(name) {
    return this.#lists.get(Headers.#key(name))?.join(", ") ?? null;
  }

  getSetCookie() {
    return [...(this.#lists.get("set-cookie") ?? [])];
  }

  *entries() {
    for (const key of [...this.#lists.keys()].sort()) {
      if (key === "set-cookie") {
        yield* this.#lists.get(key).map((value) => [key, value]);
      } else {
        yield [key, this.#lists.get(key).join(", ")];
      }
    }
  }

  *keys() {
    for (const [key] of this.entries()) {
      yield key;
    }
  }

  *values() {
    for (const [, value] of this.entries()) {
      yield value;
    }
  }

  forEach(callback, self) {
    for (const [key, value] of this.entries()) {
      callback.call(self, value, key, this);
    }
  }

  [Symbol.iterator]() {
    return this.entries();
  }

  [require("util").inspect.custom](depth, options, inspect) {
    return `Headers ${inspect(Object.fromEntries(this), options)}`;
  }
}
Object.defineProperty(Headers.prototype, Symbol.toStringTag, { value: "Headers", configurable: true });

module.exports = Headers;
