const bytes = (value, encoding) => (typeof value === "string" ? Buffer.from(value, encoding) :
  value instanceof Uint8Array ? value : Buffer.from(value.buffer ?? value));
const result = (buffer, encoding) => (encoding && encoding !== "buffer" ? buffer.toString(encoding) : buffer);
const key = (value) => bytes(value instanceof KeyObject ? value.data : value, "utf8");

class KeyObject {
  constructor(data) {
    this.type = "secret";
    Object.defineProperty(this, "data", { value: data });
  }

  export() {
    return Buffer.from(this.data);
  }
}

// Collects what is hashed; the native side does it in one go.
class Hash {
  constructor(finish) {
    this._parts = [];
    this._finish = finish;
  }

  update(data, encoding) {
    if (this._finish === undefined) {
      const error = new Error("Digest already called");
      error.code = "ERR_CRYPTO_HASH_FINALIZED";
      throw error;
    }
    this._parts.push(Buffer.from(bytes(data, encoding)));
    return this;
  }

  digest(encoding) {
    const buffer = Buffer.from(this._finish(new Uint8Array(Buffer.concat(this._parts))));
    this._finish = undefined;
    return result(buffer, encoding);
  }

  copy() {
    const copy = new Hash(this._finish);
    copy._parts = [...this._parts];
    return copy;
  }

  write(data) {
    this.update(data);
    return true;
  }

  end(data) {
    if (data !== undefined) {
      this.update(data);
    }
  }

  read() {
    return this.digest();
  }
}

function createHash(algorithm) {
  native.hash(algorithm, new Uint8Array(0));
  return new Hash((data) => native.hash(algorithm, data));
}

function createHmac(algorithm, secret) {
  const secretBytes = new Uint8Array(key(secret));
  native.hmac(algorithm, secretBytes, new Uint8Array(0));
  return new Hash((data) => native.hmac(algorithm, secretBytes, data));
}

// --- Random --------------------------------------------------------------------------------------

function withCallback(callback, make) {
  if (typeof callback !== "function") {
    return make();
  }
  let value;
  try {
    value = make();
  } catch (error) {
    return void setImmediate(callback, error);
  }
  setImmediate(callback, null, value);
}

const randomBytes = (size, callback) => withCallback(callback, () => Buffer.from(native.randomBytes(size)));

function randomFillSync(target, offset = 0, size = target.byteLength - offset) {
  const view = new Uint8Array(target.buffer ?? target, target.byteOffset ?? 0, target.byteLength);
  view.set(new Uint8Array(native.randomBytes(size)), offset);
  return target;
}

function randomInt(low, high, callback) {
  if (high === undefined || typeof high === "function") {
    [low, high, callback] = [0, low, high];
  }
  return withCallback(callback, () => {
    const span = high - low;
    const limit = 2 ** 48 - (2 ** 48 % span);
    for (;;) {
      const value = Buffer.from(native.randomBytes(6)).readUIntBE(0, 6);
      if (value < limit) {
        return low + (value % span);
      }
    }
  });
}

function randomUUID() {
  const random = Buffer.from(native.randomBytes(16));
  random[6] = (random[6] & 0x0f) | 0x40;
  random[8] = (random[8] & 0x3f) | 0x80;
  const hex = random.toString("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

// --- Keys from passwords -------------------------------------------------------------------------

const raw = (value) => new Uint8Array(bytes(value, "utf8"));

const pbkdf2Sync = (password, salt, rounds, length, digest = "sha1") =>
  Buffer.from(native.pbkdf2(raw(password), raw(salt), rounds, length, digest));

function scryptSync(password, salt, length, options = {}) {
  const N = options.N ?? options.cost ?? 16384;
  return Buffer.from(native.scrypt(raw(password), raw(salt), length, Math.round(Math.log2(N)),
    options.r ?? options.blockSize ?? 8, options.p ?? options.parallelization ?? 1));
}

function timingSafeEqual(a, b) {
  if (a.byteLength !== b.byteLength) {
    const error = new RangeError("Input buffers must have the same byte length");
    error.code = "ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH";
    throw error;
  }
  const [left, right] = [raw(a), raw(b)];
  let difference = 0;
  for (let at = 0; at < left.length; at++) {
    difference |= left[at] ^ right[at];
  }
  return difference === 0;
}

const webcrypto = {
  getRandomValues: (target) => randomFillSync(target),
  randomUUID,
  subtle: {
    digest: async (algorithm, data) => native.hash((algorithm.name ?? algorithm).replace("-", ""), raw(data)),
  },
};

const refused = (name) => () => {
  const error = new Error(`crypto.${name} is not available in Rungs`);
  error.code = "ERR_FEATURE_UNAVAILABLE_ON_PLATFORM";
  throw error;
};

module.exports = {
  Hash, Hmac: Hash, KeyObject, constants: {}, createHash, createHmac, randomBytes, pseudoRandomBytes: randomBytes,
  randomFillSync, randomInt, randomUUID, pbkdf2Sync, scryptSync, timingSafeEqual, webcrypto,
  createSecretKey: (data, encoding) => new KeyObject(bytes(data, encoding)),
  getCiphers: () => [],
  getCurves: () => [],
  getHashes: () => native.hashes(),
  getRandomValues: webcrypto.getRandomValues,
  hash: (algorithm, data, encoding = "hex") => createHash(algorithm).update(data).digest(encoding),
  pbkdf2: (...args) => withCallback(args.pop(), () => pbkdf2Sync(...args)),
  randomFill: (target, ...rest) => withCallback(rest.pop(), () => randomFillSync(target, ...rest)),
  scrypt: (...args) => withCallback(args.pop(), () => scryptSync(...args)),
  subtle: webcrypto.subtle,
};
for (const name of ["createCipheriv", "createDecipheriv", "createCipher", "createDecipher", "createSign", "createVerify",
  "createDiffieHellman", "createECDH", "createPrivateKey", "createPublicKey", "generateKeyPair", "generateKeyPairSync",
  "publicEncrypt", "privateDecrypt", "sign", "verify", "hkdf", "hkdfSync", "X509Certificate", "Certificate"]) {
  module.exports[name] = refused(name);
}
