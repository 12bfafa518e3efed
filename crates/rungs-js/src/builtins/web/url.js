// URL with Node's error codes; the parsing itself is native.
const { URL: Native, URLSearchParams } = native.urlClasses();

const URL = new Proxy(Native, {
  construct(target, args, newTarget) {
    try {
      return Reflect.construct(target, args, newTarget);
    } catch {
      const error = new TypeError("Invalid URL");
      throw Object.assign(error, { code: "ERR_INVALID_URL", input: `${args[0]}` });
    }
  },
});
Object.defineProperty(Native.prototype, "constructor", { value: URL, configurable: true, writable: true });
module.exports = { URL, URLSearchParams };
