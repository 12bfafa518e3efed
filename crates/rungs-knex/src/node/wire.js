// Values on their way between Rungs and Node, as JSON. What JSON has no word for is an object with the key "$"; both
// sides run this file, and each adds what only it has: `packOther`, and `revivers` by the tag.
(function (side) {
  "use strict";
  const { packOther, revivers } = side;
  const CIRCULAR = "an argument of a builder is circular or nested too deeply";
  const DEEPEST = 200;
  const { getPrototypeOf, defineProperty } = Object;

  // `callback` is the kind of builder that a function is handed which is found in the value.
  function pack(value, callback, depth = 0) {
    switch (typeof value) {
      case "string":
      case "boolean":
        return value;
      case "number":
        if (Number.isFinite(value) && !Object.is(value, -0)) return value;
        return { $: "n", v: Object.is(value, -0) ? "-0" : String(value) };
      case "undefined":
        return { $: "u" };
      case "bigint":
        return { $: "i", v: String(value) };
      case "object":
        return value === null ? null : packObject(value, callback, depth);
      default:
        return packOther(value, callback, depth);
    }
  }

  function packObject(value, callback, depth) {
    if (depth >= DEEPEST) throw new TypeError(CIRCULAR);
    if (Array.isArray(value)) return packItems(value, callback, depth);
    if (isPlain(value)) return packEntries(value, callback, depth);
    if (value instanceof Date) return { $: "d", v: value.getTime() };
    if (ArrayBuffer.isView(value)) {
      return { $: "b", v: Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString("base64") };
    }
    return packOther(value, callback, depth);
  }

  function isPlain(value) {
    const prototype = getPrototypeOf(value);
    if (prototype !== null && prototype !== Object.prototype) return false;
    return typeof value.toJSON !== "function" && typeof value.toPostgres !== "function";
  }

  // What needs no tag is not copied: rows come by the hundred thousand.
  function packItems(value, callback, depth) {
    let packed = value;
    for (let index = 0; index < value.length; index++) {
      const item = value[index];
      const sent = pack(item, callback, depth + 1);
      if (sent === item) continue;
      if (packed === value) packed = value.slice();
      packed[index] = sent;
    }
    return packed;
  }

  function packEntries(value, callback, depth) {
    let packed = value;
    for (const key of Object.keys(value)) {
      if (key === "$" || key === "__proto__") return packPairs(value, callback, depth);
      const item = value[key];
      const sent = pack(item, callback, depth + 1);
      if (sent === item) continue;
      if (packed === value) packed = { ...value };
      packed[key] = sent;
    }
    return packed;
  }

  function packPairs(value, callback, depth) {
    return { $: "o", v: Object.keys(value).map((key) => [key, pack(value[key], callback, depth + 1)]) };
  }

  const common = {
    n: ({ v }) => Number(v),
    u: () => undefined,
    i: ({ v }) => BigInt(v),
    d: ({ v }) => new Date(v === null ? NaN : v),
    b: ({ v }) => Buffer.from(v, "base64"),
    o: ({ v }) => v.reduce((object, [key, value]) => put(object, key, unpack(value)), {}),
    e: revived,
  };

  const put = (object, key, value) =>
    defineProperty(object, key, { value, enumerable: true, writable: true, configurable: true });

  // What has no tag in it is left as it was parsed.
  function unpack(packed) {
    if (packed === null || typeof packed !== "object") return packed;
    if (Array.isArray(packed)) {
      for (let index = 0; index < packed.length; index++) {
        const item = packed[index];
        if (item !== null && typeof item === "object") packed[index] = unpack(item);
      }
      return packed;
    }
    const tag = packed.$;
    if (tag !== undefined) return (revivers[tag] ?? common[tag])(packed);
    for (const key of Object.keys(packed)) {
      const item = packed[key];
      if (item !== null && typeof item === "object") packed[key] = unpack(item);
    }
    return packed;
  }

  // --- Errors --------------------------------------------------------------------------------

  const CLASSES = { EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError };
  const isHidden = (name) => name.startsWith("$") || name.startsWith("__");
  const isError = (value) => value !== null && typeof value === "object" && (value instanceof Error || "message" in value);
  const DEEPEST_CAUSE = 8;

  // Anything that was thrown: of an error also what it is marked with, its causes, its stack.
  function packThrown(value, depth = 0) {
    if (!isError(value)) return packSafely(value);
    const { name, message, stack, cause, errors } = value;
    const properties = Object.keys(value).filter((key) => !["stack", "message", "cause", "errors"].includes(key));
    const hidden = Object.getOwnPropertyNames(value).filter((key) => isHidden(key) && !properties.includes(key));
    const entriesOf = (keys) => keys.map((key) => [key, packSafely(value[key])]);
    const packed = {
      $: "e",
      class: value.constructor?.name,
      name: String(name),
      message: String(message),
      stack: typeof stack === "string" ? stack : "",
      code: value.code === undefined ? undefined : packSafely(value.code),
      properties: entriesOf(properties),
      hidden: entriesOf(hidden),
    };
    if (depth < DEEPEST_CAUSE) {
      if (cause != null) packed.cause = packThrown(cause, depth + 1);
      if (Array.isArray(errors)) packed.errors = errors.map((error) => packThrown(error, depth + 1));
    }
    return packed;
  }

  // As far as JSON holds it: on errors hang requests and sockets, and with them half of the world.
  function packSafely(value) {
    try {
      return value !== null && typeof value === "object" ? pack(JSON.parse(JSON.stringify(value))) : pack(value);
    } catch {
      return String(value);
    }
  }

  function revived(packed) {
    const make = revivers.error ?? (() => undefined);
    const Class = Object.hasOwn(CLASSES, packed.class) ? CLASSES[packed.class] : Error;
    const error = make(packed) ?? new Class(packed.message);
    const hide = (name, value) => defineProperty(error, name, { value, writable: true, configurable: true });
    for (const [name, value] of packed.properties) put(error, name, unpack(value));
    for (const [name, value] of packed.hidden) hide(name, unpack(value));
    if (error.name !== packed.name) hide("name", packed.name);
    if (packed.code !== undefined && error.code === undefined) hide("code", unpack(packed.code));
    if (packed.cause !== undefined) hide("cause", unpack(packed.cause));
    if (packed.errors !== undefined) hide("errors", packed.errors.map(unpack));
    revivers.placed?.(error, packed);
    return error;
  }

  return {
    pack,
    packThrown,
    unpack,
    write: (value) => JSON.stringify(pack(value)),
    read: (text) => unpack(JSON.parse(text)),
  };
});
