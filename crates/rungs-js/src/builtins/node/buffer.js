// Buffer: a Uint8Array that speaks Node's encodings.

const { received } = require("errors");

const MAX_LENGTH = 2 ** 32;

const encodings = ["utf8", "utf-8", "hex", "latin1", "binary", "ascii", "base64", "base64url", "ucs2", "ucs-2",
  "utf16le", "utf-16le"];
const isEncoding = (name) => typeof name === "string" && encodings.includes(name.toLowerCase());

const view = (bytes) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
const asBuffer = (bytes) => Object.setPrototypeOf(bytes, Buffer.prototype);

function invalid(value) {
  const error = new TypeError("The first argument must be of type string or an instance of Buffer, ArrayBuffer, or " +
    `Array or an Array-like Object. Received ${received(value)}`);
  error.code = "ERR_INVALID_ARG_TYPE";
  return error;
}

function outOfRange(name, range, value) {
  const error = new RangeError(`The value of "${name}" is out of range. It must be ${range}. Received ${value}`);
  error.code = "ERR_OUT_OF_RANGE";
  return error;
}

function fromString(text, encoding = "utf8") {
  return asBuffer(new Uint8Array(native.decode(text, `${encoding || "utf8"}`)));
}

function from(value, second, length) {
  if (typeof value === "string") {
    return fromString(value, second);
  }
  if (value instanceof ArrayBuffer || (typeof SharedArrayBuffer !== "undefined" && value instanceof SharedArrayBuffer)) {
    return asBuffer(new Uint8Array(value, second, length));
  }
  if (typeof value !== "object" || value === null) {
    throw invalid(value);
  }
  if (value.type === "Buffer" && Array.isArray(value.data)) {
    return asBuffer(Uint8Array.from(value.data));
  }
  if (ArrayBuffer.isView(value) || Array.isArray(value) || typeof value.length === "number") {
    return asBuffer(Uint8Array.from(value));
  }
  const primitive = value[Symbol.toPrimitive]?.("string") ?? value.valueOf?.();
  if (primitive !== undefined && primitive !== value) {
    return from(primitive, second, length);
  }
  throw invalid(value);
}

function alloc(size, fill, encoding) {
  if (typeof size !== "number" || Number.isNaN(size) || size < 0 || size > MAX_LENGTH) {
    throw outOfRange("size", `>= 0 && <= ${MAX_LENGTH}`, size);
  }
  const buffer = asBuffer(new Uint8Array(size));
  return fill === undefined || fill === 0 ? buffer : buffer.fill(fill, encoding);
}

function bytesOf(value, encoding) {
  return typeof value === "string" ? fromString(value, encoding) : value;
}

function indexOf(buffer, value, start, encoding, last) {
  if (typeof start === "string") {
    [encoding, start] = [start, undefined];
  }
  if (typeof value === "number") {
    return last
      ? Uint8Array.prototype.lastIndexOf.call(buffer, value & 255, start ?? buffer.length - 1)
      : Uint8Array.prototype.indexOf.call(buffer, value & 255, start);
  }
  const needle = bytesOf(value, encoding);
  const matches = (at) => needle.every((byte, offset) => buffer[at + offset] === byte);
  const end = buffer.length - needle.length;
  let at = start ?? (last ? end : 0);
  at = at < 0 ? Math.max(buffer.length + at, 0) : Math.min(at, last ? end : buffer.length);
  for (; last ? at >= 0 : at <= end; at += last ? -1 : 1) {
    if (matches(at)) {
      return at;
    }
  }
  return -1;
}

class FastBuffer extends Uint8Array {
  toString(encoding = "utf8", start = 0, end = this.length) {
    const from = Math.max(start, 0) || 0;
    const bytes = from === 0 && end >= this.length ? this : this.subarray(from, Math.min(end, this.length));
    return native.encode(bytes, `${encoding || "utf8"}`);
  }

  toLocaleString(encoding, start, end) {
    return this.toString(encoding, start, end);
  }

  toJSON() {
    return { type: "Buffer", data: Array.from(this) };
  }

  subarray(start, end) {
    return asBuffer(new Uint8Array(this.buffer, ...range(this, start, end)));
  }

  slice(start, end) {
    return this.subarray(start, end);
  }

  write(text, offset, length, encoding) {
    if (typeof offset === "string") {
      [encoding, offset, length] = [offset, 0, undefined];
    } else if (typeof length === "string") {
      [encoding, length] = [length, undefined];
    }
    const bytes = fromString(text, encoding);
    const count = Math.min(bytes.length, length ?? Infinity, this.length - (offset ?? 0));
    this.set(bytes.subarray(0, count), offset ?? 0);
    return count;
  }

  fill(value, offset, end, encoding) {
    if (typeof offset === "string") {
      [encoding, offset] = [offset, undefined];
    } else if (typeof end === "string") {
      [encoding, end] = [end, undefined];
    }
    if (typeof value === "number" || typeof value === "boolean") {
      return super.fill(Number(value) & 255, offset, end);
    }
    const bytes = bytesOf(value, encoding);
    for (let at = offset ?? 0, index = 0; at < (end ?? this.length); at++, index++) {
      this[at] = bytes.length === 0 ? 0 : bytes[index % bytes.length];
    }
    return this;
  }

  copy(target, targetStart = 0, start = 0, end = this.length) {
    const bytes = this.subarray(start, Math.min(end, start + target.length - targetStart));
    target.set(bytes, targetStart);
    return bytes.length;
  }

  equals(other) {
    return Buffer.compare(this, other) === 0;
  }

  compare(other, start = 0, end = other.length, ownStart = 0, ownEnd = this.length) {
    return Buffer.compare(this.subarray(ownStart, ownEnd), asBuffer(other.subarray(start, end)));
  }

  indexOf(value, start, encoding) {
    return indexOf(this, value, start, encoding, false);
  }

  lastIndexOf(value, start, encoding) {
    return indexOf(this, value, start, encoding, true);
  }

  includes(value, start, encoding) {
    return this.indexOf(value, start, encoding) !== -1;
  }

  readUIntBE(offset, length) {
    return this.subarray(offset, offset + length).reduce((sum, byte) => sum * 256 + byte, 0);
  }

  readUIntLE(offset, length) {
    return this.subarray(offset, offset + length).reduceRight((sum, byte) => sum * 256 + byte, 0);
  }

  readIntBE(offset, length) {
    const value = this.readUIntBE(offset, length);
    return value >= 2 ** (8 * length - 1) ? value - 2 ** (8 * length) : value;
  }

  readIntLE(offset, length) {
    const value = this.readUIntLE(offset, length);
    return value >= 2 ** (8 * length - 1) ? value - 2 ** (8 * length) : value;
  }

  writeUIntBE(value, offset, length) {
    for (let at = offset + length - 1; at >= offset; at--, value = Math.floor(value / 256)) {
      this[at] = value;
    }
    return offset + length;
  }

  writeUIntLE(value, offset, length) {
    for (let at = offset; at < offset + length; at++, value = Math.floor(value / 256)) {
      this[at] = value;
    }
    return offset + length;
  }

  swap16() {
    return swap(this, 2);
  }

  swap32() {
    return swap(this, 4);
  }

  swap64() {
    return swap(this, 8);
  }

  get parent() {
    return this.buffer;
  }

  get offset() {
    return this.byteOffset;
  }

  [Symbol.for("nodejs.util.inspect.custom")]() {
    const shown = Array.from(this.subarray(0, 50), (byte) => byte.toString(16).padStart(2, "0")).join(" ");
    const rest = this.length - 50;
    const more = rest > 0 ? ` ... ${rest} more byte${rest > 1 ? "s" : ""}` : "";
    return `<Buffer ${shown}${more}>`;
  }
}

function range(buffer, start = 0, end = buffer.length) {
  const clamp = (at) => Math.min(Math.max(at < 0 ? buffer.length + at : at, 0), buffer.length);
  const [from, to] = [clamp(Math.trunc(start) || 0), clamp(Math.trunc(end) || 0)];
  return [buffer.byteOffset + from, Math.max(to - from, 0)];
}

function swap(buffer, size) {
  if (buffer.length % size !== 0) {
    const error = new RangeError(`Buffer size must be a multiple of ${size * 8}-bits`);
    error.code = "ERR_INVALID_BUFFER_SIZE";
    throw error;
  }
  for (let at = 0; at < buffer.length; at += size) {
    Uint8Array.prototype.reverse.call(new Uint8Array(buffer.buffer, buffer.byteOffset + at, size));
  }
  return buffer;
}

// readInt8 … writeDoubleLE, by what DataView calls them: [Node's name, DataView's name, bytes].
const numbers = [["Int8", "Int8", 1], ["UInt8", "Uint8", 1], ["Int16", "Int16", 2], ["UInt16", "Uint16", 2],
  ["Int32", "Int32", 4], ["UInt32", "Uint32", 4], ["BigInt64", "BigInt64", 8], ["BigUInt64", "BigUint64", 8],
  ["Float", "Float32", 4], ["Double", "Float64", 8]];

for (const [name, viewName, size] of numbers) {
  for (const order of size === 1 ? [""] : ["LE", "BE"]) {
    const little = order === "LE";
    const check = (buffer, offset) => {
      if (offset < 0 || offset + size > buffer.length) {
        throw outOfRange("offset", `>= 0 and <= ${buffer.length - size}`, offset);
      }
    };
    const read = function (offset = 0) {
      check(this, offset);
      return view(this)[`get${viewName}`](offset, little);
    };
    const write = function (value, offset = 0) {
      check(this, offset);
      view(this)[`set${viewName}`](offset, value, little);
      return offset + size;
    };
    for (const alias of [name, name.replace("UInt", "Uint")]) {
      Object.defineProperty(FastBuffer.prototype, `read${alias}${order}`, { value: read, configurable: true, writable: true });
      Object.defineProperty(FastBuffer.prototype, `write${alias}${order}`, { value: write, configurable: true, writable: true });
    }
  }
}
for (const [encoding, name] of [["utf8", "utf8"], ["latin1", "latin1"], ["ascii", "ascii"], ["hex", "hex"],
  ["base64", "base64"], ["ucs2", "ucs2"]]) {
  FastBuffer.prototype[`${name}Slice`] = function (start, end) {
    return this.toString(encoding, start, end);
  };
  FastBuffer.prototype[`${name}Write`] = function (text, offset, length) {
    return this.write(text, offset, length, encoding);
  };
}

// Callable without `new`, as old packages do.
function Buffer(value, second, length) {
  return typeof value === "number" ? alloc(value) : from(value, second, length);
}
Object.setPrototypeOf(Buffer, Uint8Array);
Buffer.prototype = FastBuffer.prototype;
Object.defineProperty(Buffer.prototype, "constructor", { value: Buffer, configurable: true, writable: true });

Object.assign(Buffer, {
  alloc,
  allocUnsafe: (size) => alloc(size),
  allocUnsafeSlow: (size) => alloc(size),
  byteLength: (value, encoding) => (typeof value === "string" ? native.decode(value, encoding || "utf8").byteLength : value.byteLength),
  compare(a, b) {
    const length = Math.min(a.length, b.length);
    for (let at = 0; at < length; at++) {
      if (a[at] !== b[at]) {
        return a[at] < b[at] ? -1 : 1;
      }
    }
    return Math.sign(a.length - b.length);
  },
  concat(list, total = list.reduce((sum, item) => sum + item.length, 0)) {
    const result = alloc(total);
    let at = 0;
    for (const item of list) {
      const part = item.subarray(0, Math.max(total - at, 0));
      result.set(part, at);
      at += part.length;
    }
    return result;
  },
  copyBytesFrom: (bytes, offset = 0, length = bytes.length - offset) => {
    const part = bytes.subarray(offset, offset + length);
    return from(part.buffer.slice(part.byteOffset, part.byteOffset + part.byteLength));
  },
  from,
  isBuffer: (value) => value instanceof Buffer,
  isEncoding,
  of: (...bytes) => from(bytes),
  poolSize: 8192,
});

module.exports = {
  Buffer,
  SlowBuffer: alloc,
  INSPECT_MAX_BYTES: 50,
  atob: (text) => native.encode(new Uint8Array(native.decode(`${text}`, "base64")), "latin1"),
  btoa: (text) => native.encode(new Uint8Array(native.decode(`${text}`, "latin1")), "base64"),
  constants: { MAX_LENGTH, MAX_STRING_LENGTH: 2 ** 29 - 24 },
  isAscii: (bytes) => bytes.every((byte) => byte < 128),
  isUtf8: (bytes) => native.isUtf8(bytes),
  kMaxLength: MAX_LENGTH,
  kStringMaxLength: 2 ** 29 - 24,
  transcode: (bytes, fromEncoding, toEncoding) => from(from(bytes).toString(fromEncoding), toEncoding),
  get Blob() {
    return globalThis.Blob;
  },
};
