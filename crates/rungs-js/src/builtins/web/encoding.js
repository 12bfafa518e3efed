// TextEncoder, TextDecoder, Blob, structuredClone: what the web has that the engine lacks.
const { StringDecoder } = require("string_decoder");

class TextEncoder {
  get encoding() {
    return "utf-8";
  }

  encode(text = "") {
    return new Uint8Array(native.decode(`${text}`, "utf8"));
  }

  encodeInto(text, target) {
    const bytes = this.encode(text);
    target.set(bytes.subarray(0, target.length));
    return { read: text.length, written: Math.min(bytes.length, target.length) };
  }
}

const labels = { "utf-8": "utf8", utf8: "utf8", "unicode-1-1-utf-8": "utf8", "utf-16le": "utf16le", "utf-16": "utf16le",
  latin1: "latin1", "iso-8859-1": "latin1", "windows-1252": "latin1", ascii: "latin1", "us-ascii": "latin1" };

class TextDecoder {
  #decoder;

  #kind;

  constructor(label = "utf-8", { fatal = false, ignoreBOM = false } = {}) {
    this.#kind = labels[`${label}`.toLowerCase().trim()];
    if (this.#kind === undefined) {
      const error = new RangeError(`The "${label}" encoding is not supported`);
      error.code = "ERR_ENCODING_NOT_SUPPORTED";
      throw error;
    }
    this.encoding = { utf8: "utf-8", utf16le: "utf-16le", latin1: "windows-1252" }[this.#kind];
    this.fatal = fatal;
    this.ignoreBOM = ignoreBOM;
  }

  decode(input = new Uint8Array(0), { stream = false } = {}) {
    const bytes = ArrayBuffer.isView(input) ? new Uint8Array(input.buffer, input.byteOffset, input.byteLength) : new Uint8Array(input);
    if (this.fatal && this.#kind === "utf8" && !native.isUtf8(bytes)) {
      const error = new TypeError("The encoded data was not valid for encoding utf-8");
      error.code = "ERR_ENCODING_INVALID_ENCODED_DATA";
      throw error;
    }
    this.#decoder ??= new StringDecoder(this.#kind);
    let text = this.#decoder.write(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    if (!stream) {
      text += this.#decoder.end();
      this.#decoder = undefined;
    }
    return !this.ignoreBOM && text.startsWith("\ufeff") ? text.slice(1) : text;
  }
}

class Blob {
  #bytes;

  constructor(parts = [], { type = "" } = {}) {
    this.#bytes = Buffer.concat(parts.map((part) => (part instanceof Blob ? part.#bytes : Buffer.from(part))));
    this.type = type;
    this.size = this.#bytes.length;
  }

  async arrayBuffer() {
    return new Uint8Array(this.#bytes).buffer;
  }

  async text() {
    return this.#bytes.toString();
  }

  slice(start, end, type) {
    return new Blob([this.#bytes.subarray(start, end)], { type });
  }
}

function structuredClone(value) {
  const seen = new Map();
  const clone = (item) => {
    if (typeof item === "function" || typeof item === "symbol") {
      throw new DOMException(`${String(item)} could not be cloned.`, "DataCloneError");
    }
    if (typeof item !== "object" || item === null) {
      return item;
    }
    if (seen.has(item)) {
      return seen.get(item);
    }
    const keep = (copy) => {
      seen.set(item, copy);
      return copy;
    };
    if (item instanceof Date) {
      return keep(new Date(item.getTime()));
    }
    if (item instanceof RegExp) {
      return keep(new RegExp(item.source, item.flags));
    }
    if (item instanceof ArrayBuffer) {
      return keep(item.slice(0));
    }
    if (ArrayBuffer.isView(item)) {
      return keep(new (item instanceof Buffer ? Uint8Array : item.constructor)(item));
    }
    if (item instanceof Map) {
      const copy = keep(new Map());
      item.forEach((entry, key) => copy.set(clone(key), clone(entry)));
      return copy;
    }
    if (item instanceof Set) {
      const copy = keep(new Set());
      item.forEach((entry) => copy.add(clone(entry)));
      return copy;
    }
    if (item instanceof Error) {
      const copy = keep(new (globalThis[item.name] ?? Error)(item.message));
      copy.stack = item.stack;
      return copy;
    }
    const copy = keep(Array.isArray(item) ? new Array(item.length) : {});
    for (const key of Object.keys(item)) {
      copy[key] = clone(item[key]);
    }
    return copy;
  };
  return clone(value);
}

module.exports = { Blob, TextDecoder, TextEncoder, structuredClone };
