const { invalidArgument } = require("errors");
const inspect = require("util/inspect");

const kCustomPromisify = Symbol.for("nodejs.util.promisify.custom");

// --- Text ----------------------------------------------------------------------------------------

function formatOne(kind, value, options) {
  switch (kind) {
    case "s":
      if (typeof value === "bigint") {
        return `${value}n`;
      }
      if (Object.is(value, -0)) {
        return "-0";
      }
      if (typeof value === "object" && value !== null && !hasOwnToString(value)) {
        return inspect(value, { ...options, depth: 0, colors: false, compact: 3 });
      }
      return String(value);
    case "d":
      return typeof value === "bigint" ? `${value}n` : typeof value === "symbol" ? "NaN" : `${Number(value)}`;
    case "i":
      return typeof value === "bigint" ? `${value}n` : typeof value === "symbol" ? "NaN" : `${parseInt(value, 10)}`;
    case "f":
      return typeof value === "symbol" ? "NaN" : `${parseFloat(value)}`;
    case "j":
      try {
        return JSON.stringify(value);
      } catch {
        return "[Circular]";
      }
    case "o":
      return inspect(value, { ...options, showHidden: true, showProxy: true, depth: 4 });
    case "O":
      return inspect(value, options);
    default:
      return "";
  }
}

function hasOwnToString(value) {
  return value.toString !== Object.prototype.toString && value.toString !== Error.prototype.toString &&
    !Array.isArray(value) && typeof value.toString === "function" && !(value instanceof Error);
}

function formatWithOptions(options, first, ...rest) {
  let text = "";
  if (typeof first === "string") {
    text = rest.length === 0 ? first : first.replace(/%([%sdifjoOc])/g, (whole, kind) => {
      if (kind === "%") {
        return "%";
      }
      return rest.length === 0 ? whole : formatOne(kind, rest.shift(), options);
    });
  } else {
    rest.unshift(first);
  }
  const shown = rest.map((value) => (typeof value === "string" ? value : inspect(value, options)));
  return (typeof first === "string" ? [text, ...shown] : shown).join(" ");
}

const format = (...values) => (values.length === 0 ? "" : formatWithOptions({}, ...values));

const stripVTControlCharacters = (text) => text.replace(/\u001b\[[0-9;]*[a-zA-Z]/g, "");

function styleText(formats, text) {
  return [formats].flat().reduceRight((shown, name) => {
    const [open, close] = inspect.colors[name] ?? [0, 0];
    return `\u001b[${open}m${shown}\u001b[${close}m`;
  }, text);
}

// --- Functions -----------------------------------------------------------------------------------

function promisify(original) {
  if (typeof original !== "function") {
    throw invalidArgument("original", "of type function", original);
  }
  if (original[kCustomPromisify]) {
    return original[kCustomPromisify];
  }
  function promisified(...args) {
    return new Promise((resolve, reject) => {
      original.call(this, ...args, (error, value) => (error ? reject(error) : resolve(value)));
    });
  }
  Object.setPrototypeOf(promisified, Object.getPrototypeOf(original));
  return Object.defineProperties(promisified, Object.getOwnPropertyDescriptors(original));
}
promisify.custom = kCustomPromisify;

function callbackify(original) {
  return function (...args) {
    const callback = args.pop();
    Reflect.apply(original, this, args).then(
      (value) => process.nextTick(callback, null, value),
      (error) => process.nextTick(callback, error ?? new Error("Promise was rejected with a falsy value")));
  };
}

function deprecate(fn, message, code) {
  let warned = false;
  return function deprecated(...args) {
    if (!warned) {
      warned = true;
      process.emitWarning(message, "DeprecationWarning", code);
    }
    return new.target ? Reflect.construct(fn, args, new.target) : Reflect.apply(fn, this, args);
  };
}

function inherits(constructor, parent) {
  Object.defineProperty(constructor, "super_", { value: parent, writable: true, configurable: true });
  Object.setPrototypeOf(constructor.prototype, parent.prototype);
}

const debuglog = (set) => {
  const enabled = new RegExp(`(^|,)${set}($|,)`, "i").test(process.env.NODE_DEBUG ?? "");
  const log = (...values) => enabled && native.write(true, `${set.toUpperCase()} ${process.pid}: ${format(...values)}\n`);
  log.enabled = enabled;
  return log;
};

// --- Values --------------------------------------------------------------------------------------

const tagOf = (value) => Object.prototype.toString.call(value).slice(8, -1);
const isTagged = (...tags) => (value) => typeof value === "object" && value !== null && tags.includes(tagOf(value));
const isInstance = (...types) => (value) => types.some((type) => value instanceof type);
const sourceStarts = (pattern) => (value) =>
  typeof value === "function" && pattern.test(Function.prototype.toString.call(value));

const types = {
  isAnyArrayBuffer: isTagged("ArrayBuffer", "SharedArrayBuffer"),
  isArgumentsObject: isTagged("Arguments"),
  isArrayBuffer: isInstance(ArrayBuffer),
  isArrayBufferView: ArrayBuffer.isView,
  isAsyncFunction: sourceStarts(/^async\b/),
  isBoxedPrimitive: isInstance(Number, String, Boolean, Symbol, BigInt),
  isBooleanObject: isInstance(Boolean),
  isDataView: isInstance(DataView),
  isDate: isInstance(Date),
  isExternal: () => false,
  isGeneratorFunction: sourceStarts(/^(async\s+)?(function\s*)?\*/),
  isGeneratorObject: isTagged("Generator"),
  isMap: isInstance(Map),
  isMapIterator: isTagged("Map Iterator"),
  isModuleNamespaceObject: () => false,
  isNativeError: isInstance(Error),
  isNumberObject: isInstance(Number),
  isPromise: isInstance(Promise),
  isProxy: () => false,
  isRegExp: isInstance(RegExp),
  isSet: isInstance(Set),
  isSetIterator: isTagged("Set Iterator"),
  isSharedArrayBuffer: isTagged("SharedArrayBuffer"),
  isStringObject: isInstance(String),
  isSymbolObject: isInstance(Symbol),
  isTypedArray: (value) => ArrayBuffer.isView(value) && !(value instanceof DataView),
  isUint8Array: isInstance(Uint8Array),
  isWeakMap: isInstance(WeakMap),
  isWeakSet: isInstance(WeakSet),
};

module.exports = {
  _extend: (target, source) => Object.assign(target, source),
  aborted: () => new Promise(() => {}),
  callbackify,
  debug: debuglog,
  debuglog,
  deprecate,
  format,
  formatWithOptions,
  getSystemErrorName: (number) => `E${number}`,
  inherits,
  inspect,
  isArray: Array.isArray,
  isBoolean: (value) => typeof value === "boolean",
  isDate: types.isDate,
  isDeepStrictEqual: (a, b) => require("util/equal")(a, b, true),
  isError: types.isNativeError,
  isFunction: (value) => typeof value === "function",
  isNull: (value) => value === null,
  isNullOrUndefined: (value) => value == null,
  isNumber: (value) => typeof value === "number",
  isObject: (value) => typeof value === "object" && value !== null,
  isRegExp: types.isRegExp,
  isString: (value) => typeof value === "string",
  isUndefined: (value) => value === undefined,
  promisify,
  stripVTControlCharacters,
  styleText,
  toUSVString: (text) => `${text}`.toWellFormed?.() ?? `${text}`,
  types,
  get TextDecoder() {
    return globalThis.TextDecoder;
  },
  get TextEncoder() {
    return globalThis.TextEncoder;
  },
  get parseArgs() {
    return require("util/parse_args");
  },
};
