// The module `@noble/hashes/scrypt`, answered natively: one key at its usual cost would take the engine most of a minute.
const { scryptSync } = require("crypto");

const whole = (value, name) => {
  if (typeof value !== "number") {
    throw new TypeError(`"${name}" expected number, got ${typeof value}`);
  }
  if (!Number.isSafeInteger(value) || value < 1) {
    throw new RangeError(`"${name}" expected integer >= 1, got ${value}`);
  }
  return value;
};

exports.scrypt = function scrypt(password, salt, options) {
  const { N, r, p, dkLen = 32, maxmem = 1024 ** 3 + 1024, onProgress } = options;
  for (const [name, value] of Object.entries({ N, r, p, dkLen, maxmem })) {
    whole(value, name);
  }
  if (N < 2 || !Number.isInteger(Math.log2(N)) || N > 2 ** 32) {
    throw new Error('"N" expected a power of 2, and 2^1 <= N <= 2^32');
  }
  const memory = 128 * r * (N + p);
  if (memory > maxmem) {
    throw new Error(`"maxmem" limit was hit: memUsed(128*r*(N+p))=${memory}, maxmem=${maxmem}`);
  }
  const key = new Uint8Array(scryptSync(password, salt, dkLen, { N, r, p }));
  onProgress?.(1);
  return key;
};

exports.scryptAsync = async function scryptAsync(password, salt, options) {
  return exports.scrypt(password, salt, options);
};
