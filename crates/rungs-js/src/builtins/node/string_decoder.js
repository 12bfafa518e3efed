// Text from bytes that come in pieces: what is left of an incomplete character waits for the next piece.
const sizes = { utf8: 4, "utf-8": 4, utf16le: 2, "utf-16le": 2, ucs2: 2, "ucs-2": 2, base64: 3, base64url: 3 };

// How many bytes at the end belong to a character that is not complete.
function incomplete(bytes, encoding) {
  const size = sizes[encoding];
  if (size === undefined) {
    return 0;
  }
  if (size !== 4) {
    return bytes.length % size;
  }
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back];
    if ((byte & 0xc0) === 0x80) {
      continue;
    }
    const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return needed > back ? back : 0;
  }
  return 0;
}

class StringDecoder {
  constructor(encoding = "utf8") {
    if (!Buffer.isEncoding(encoding)) {
      const error = new TypeError(`Unknown encoding: ${encoding}`);
      error.code = "ERR_UNKNOWN_ENCODING";
      throw error;
    }
    this.encoding = encoding.toLowerCase().replace("-", "") === "utf8" ? "utf8" : encoding.toLowerCase();
    this._rest = Buffer.alloc(0);
  }

  write(chunk) {
    if (typeof chunk === "string") {
      return chunk;
    }
    const bytes = Buffer.concat([this._rest, chunk]);
    const whole = bytes.length - incomplete(bytes, this.encoding);
    this._rest = bytes.subarray(whole);
    return bytes.subarray(0, whole).toString(this.encoding);
  }

  end(chunk) {
    const text = chunk === undefined ? "" : this.write(chunk);
    const rest = this._rest.toString(this.encoding);
    this._rest = Buffer.alloc(0);
    return text + rest;
  }
}

module.exports = { StringDecoder };
