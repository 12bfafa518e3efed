const { Transform } = require("stream");

// [Node's name, format, whether it compresses]
const methods = [["gzip", "gzip", true], ["gunzip", "gzip", false], ["deflate", "zlib", true], ["inflate", "zlib", false],
  ["deflateRaw", "raw", true], ["inflateRaw", "raw", false]];

const bytesOf = (data) => new Uint8Array(typeof data === "string" ? Buffer.from(data) : Buffer.from(data.buffer ?? data,
  data.byteOffset, data.byteLength));

const constants = { Z_NO_FLUSH: 0, Z_PARTIAL_FLUSH: 1, Z_SYNC_FLUSH: 2, Z_FULL_FLUSH: 3, Z_FINISH: 4, Z_BEST_SPEED: 1,
  Z_BEST_COMPRESSION: 9, Z_DEFAULT_COMPRESSION: -1, Z_DEFAULT_WINDOWBITS: 15 };

function run(format, compresses, data, options) {
  const level = options?.level ?? 6;
  return Buffer.from(compresses ? native.compress(format, bytesOf(data), level < 0 ? 6 : level) : native.decompress(format, bytesOf(data)));
}

// Gathers all, works at the end.
class Zlib extends Transform {
  constructor(work, options) {
    super(options);
    this._chunks = [];
    this._convert = work;
  }

  _transform(chunk, encoding, callback) {
    this._chunks.push(chunk);
    callback();
  }

  _flush(callback) {
    try {
      callback(null, this._convert(Buffer.concat(this._chunks)));
    } catch (error) {
      callback(error);
    }
  }
}

module.exports = { constants, ...constants };
for (const [name, format, compresses] of methods) {
  const capital = name[0].toUpperCase() + name.slice(1);
  module.exports[`${name}Sync`] = (data, options) => run(format, compresses, data, options);
  module.exports[name] = (data, options, callback = options) => {
    let result;
    try {
      result = run(format, compresses, data, options);
    } catch (error) {
      return void setImmediate(callback, error);
    }
    setImmediate(callback, null, result);
  };
  module.exports[capital] = class extends Zlib {
    constructor(options) {
      super((data) => run(format, compresses, data, options), options);
    }
  };
  module.exports[`create${capital}`] = (options) => new module.exports[capital](options);
}
const isGzip = (data) => data[0] === 0x1f && data[1] === 0x8b;
module.exports.unzipSync = (data) => (isGzip(data) ? module.exports.gunzipSync : module.exports.inflateSync)(data);
module.exports.unzip = (data, options, callback = options) => (isGzip(data) ? module.exports.gunzip : module.exports.inflate)(data, callback);

module.exports.Unzip = class extends Zlib {
  constructor(options) {
    super((data) => module.exports.unzipSync(data), options);
  }
};
module.exports.createUnzip = (options) => new module.exports.Unzip(options);

const refused = (name) => () => {
  const error = new Error(`zlib.${name} is not available in Rungs`);
  error.code = "ERR_FEATURE_UNAVAILABLE_ON_PLATFORM";
  throw error;
};
for (const name of ["brotliCompress", "brotliCompressSync", "brotliDecompress", "brotliDecompressSync", "createBrotliCompress",
  "createBrotliDecompress"]) {
  module.exports[name] = refused(name);
}
