// The packages `bcrypt` and `bcryptjs`, answered natively. They differ in the prefix of new hashes.
module.exports = function bcrypt(defaultPrefix) {
  const alphabet = "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  function encodeBase64(bytes, length) {
    let text = "";
    for (let at = 0; at < length; at += 3) {
      const [a, b = 0, c = 0] = bytes.slice(at, Math.min(at + 3, length));
      const left = length - at;
      text += alphabet[a >> 2] + alphabet[((a & 3) << 4) | (b >> 4)];
      text += (left > 1 ? alphabet[((b & 15) << 2) | (c >> 6)] : "") + (left > 2 ? alphabet[c & 63] : "");
    }
    return text;
  }

  function genSaltSync(rounds = 10, minor = defaultPrefix) {
    if (typeof rounds !== "number") {
      throw new Error(`Illegal arguments: ${typeof rounds}, ${typeof minor}`);
    }
    const cost = Math.min(Math.max(Math.trunc(rounds), 4), 31);
    const prefix = typeof minor === "string" ? minor : defaultPrefix;
    return `$2${prefix}$${String(cost).padStart(2, "0")}$${encodeBase64(new Uint8Array(native.randomBytes(16)), 16)}`;
  }

  const textOf = (value) => (typeof value === "string" ? value : value instanceof Uint8Array ? Buffer.from(value).toString() : undefined);

  function hashSync(password, salt = 10) {
    const text = textOf(password);
    if (text === undefined || !["string", "number"].includes(typeof salt)) {
      throw new Error(defaultPrefix === "b" && (password == null || salt == null) ? "data and salt arguments required"
        : `Illegal arguments: ${typeof password}, ${typeof salt}`);
    }
    return native.bcryptHash(text, typeof salt === "number" ? genSaltSync(salt) : salt);
  }

  function compareSync(password, hash) {
    const text = textOf(password);
    if (text === undefined || typeof hash !== "string") {
      throw new Error(defaultPrefix === "b" && (password == null || hash == null) ? "data and hash arguments required"
        : `Illegal arguments: ${typeof password}, ${typeof hash}`);
    }
    try {
      return hash.length === 60 && native.bcryptHash(text, hash) === hash;
    } catch {
      return false;
    }
  }

  function getRounds(hash) {
    if (typeof hash !== "string") {
      throw new Error(`Illegal arguments: ${typeof hash}`);
    }
    return parseInt(hash.split("$")[2], 10);
  }

  // Promise form, or callback form when the last argument is a function.
  const asynchronous = (perform) => (...args) => {
    const callbacks = args.filter((arg) => typeof arg === "function");
    const rest = args.filter((arg) => typeof arg !== "function");
    const promise = new Promise((resolve, reject) => {
      setImmediate(() => {
        try {
          resolve(perform(...rest));
        } catch (error) {
          reject(error);
        }
      });
    });
    if (callbacks.length === 0) {
      return promise;
    }
    promise.then((value) => callbacks[0](null, value), (error) => callbacks[0](error));
  };

  return {
    compare: asynchronous(compareSync),
    compareSync,
    genSalt: asynchronous(genSaltSync),
    genSaltSync,
    getRounds,
    getSalt: (hash) => hash.slice(0, 29),
    hash: asynchronous(hashSync),
    hashSync,
    truncates: (password) => Buffer.byteLength(password) > 72,
    encodeBase64,
  };
};
