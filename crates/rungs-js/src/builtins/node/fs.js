// Node's fs: the synchronous functions do the work, the callback and promise forms are made of them.
const { invalidArgument } = require("errors");

const constants = { F_OK: 0, R_OK: 4, W_OK: 2, X_OK: 1, COPYFILE_EXCL: 1, COPYFILE_FICLONE: 2, O_RDONLY: 0,
  O_WRONLY: 1, O_RDWR: 2, O_CREAT: 64, O_EXCL: 128, O_TRUNC: 512, O_APPEND: 1024, S_IFMT: 61440, S_IFREG: 32768,
  S_IFDIR: 16384, S_IFLNK: 40960 };

function pathOf(value, name = "path") {
  if (typeof value === "string") {
    return value;
  }
  if (value instanceof URL) {
    return require("url").fileURLToPath(value);
  }
  if (value instanceof Uint8Array) {
    return Buffer.from(value).toString();
  }
  throw invalidArgument(name, "of type string or an instance of Buffer or URL", value);
}

function failure(code, text, call, path) {
  const error = new Error(`${code}: ${text}, ${call} '${path}'`);
  return Object.assign(error, { errno: { ENOENT: -2, EEXIST: -17 }[code], code, syscall: call, path });
}

const encodingOf = (options) => (typeof options === "string" ? options : options?.encoding);

class Stats {
  constructor(raw, big) {
    const { kind, ...numbers } = raw;
    Object.defineProperty(this, "_kind", { value: kind });
    const shown = { dev: 0, mode: 0, nlink: 1, uid: 0, gid: 0, rdev: 0, blksize: 4096, ino: 0, size: 0,
      blocks: Math.ceil(numbers.size / 512), ctimeMs: numbers.mtimeMs, ...numbers };
    for (const [name, value] of Object.entries(shown)) {
      this[name] = big ? BigInt(Math.trunc(value)) : value;
    }
    for (const name of ["atime", "mtime", "ctime", "birthtime"]) {
      this[name] = new Date(Number(shown[`${name}Ms`]));
    }
  }

  isFile() {
    return this._kind === "file";
  }

  isDirectory() {
    return this._kind === "directory";
  }

  isSymbolicLink() {
    return this._kind === "link";
  }

  isFIFO() {
    return false;
  }

  isSocket() {
    return false;
  }

  isBlockDevice() {
    return false;
  }

  isCharacterDevice() {
    return false;
  }
}

class Dirent {
  constructor(name, path, kind) {
    this.name = name;
    this.parentPath = path;
    this.path = path;
    Object.defineProperty(this, "_kind", { value: kind });
  }
}
for (const name of ["isFile", "isDirectory", "isSymbolicLink", "isFIFO", "isSocket", "isBlockDevice", "isCharacterDevice"]) {
  Dirent.prototype[name] = Stats.prototype[name];
}

// --- Open files: held in memory, written when they are closed ---------------------------------------

const open = new Map();
let lastFd = 100;

function fileOf(fd, call) {
  const file = open.get(fd);
  if (file === undefined) {
    throw Object.assign(new Error(`EBADF: bad file descriptor, ${call}`), { code: "EBADF", syscall: call });
  }
  return file;
}

// --- The functions ---------------------------------------------------------------------------------

const sync = {
  access(path, mode) {
    void mode;
    if (!native.exists(pathOf(path))) {
      throw failure("ENOENT", "no such file or directory", "access", pathOf(path));
    }
  },
  appendFile(path, data, options) {
    sync.writeFile(path, data, { ...(typeof options === "string" ? { encoding: options } : options), flag: "a" });
  },
  chmod: (path, mode) => native.chmod(pathOf(path), typeof mode === "string" ? parseInt(mode, 8) : mode),
  chown() {},
  close(fd) {
    const file = fileOf(fd, "close");
    open.delete(fd);
    if (file.dirty) {
      native.writeFile(file.path, file.data, "w");
    }
  },
  copyFile(from, to, mode = 0) {
    if (mode & constants.COPYFILE_EXCL && native.exists(pathOf(to))) {
      throw failure("EEXIST", "file already exists", "copyfile", pathOf(to));
    }
    native.copyFile(pathOf(from), pathOf(to));
  },
  cp(from, to, options = {}) {
    const [source, target] = [pathOf(from), pathOf(to)];
    if (!sync.stat(source).isDirectory()) {
      return sync.copyFile(source, target);
    }
    if (!options.recursive) {
      throw failure("ERR_FS_EISDIR", "Recursive option not enabled, cannot copy a directory", "cp", source);
    }
    sync.mkdir(target, { recursive: true });
    for (const name of sync.readdir(source)) {
      sync.cp(`${source}/${name}`, `${target}/${name}`, options);
    }
  },
  fstat: (fd) => sync.stat(fileOf(fd, "fstat").path),
  fsync() {},
  fdatasync() {},
  lstat: (path, options) => stat(path, options, false),
  mkdir(path, options) {
    const recursive = Boolean(options?.recursive);
    const first = recursive ? firstMissing(pathOf(path)) : undefined;
    native.makeDirectory(pathOf(path), recursive);
    return first;
  },
  mkdtemp(prefix) {
    const name = native.encode(new Uint8Array(native.randomBytes(4)), "base64url").slice(0, 6).replace(/[-_]/g, "x");
    native.makeDirectory(`${prefix}${name}`, false);
    return `${prefix}${name}`;
  },
  open(path, flags = "r") {
    const name = pathOf(path);
    const text = typeof flags === "number" ? (flags & constants.O_TRUNC ? "w" : flags & 3 ? "a" : "r") : flags;
    const fresh = text.startsWith("w") || (text.startsWith("a") && !native.exists(name));
    if (fresh) {
      native.writeFile(name, new Uint8Array(0), text.includes("x") ? "wx" : "w");
    }
    const data = fresh ? Buffer.alloc(0) : sync.readFile(name);
    open.set(++lastFd, { path: name, data, position: text.startsWith("a") ? data.length : 0, dirty: false });
    return lastFd;
  },
  opendir(path) {
    const entries = sync.readdir(path, { withFileTypes: true });
    return {
      path: pathOf(path),
      readSync: () => entries.shift() ?? null,
      read: async () => entries.shift() ?? null,
      closeSync() {},
      async close() {},
      async *[Symbol.asyncIterator]() {
        yield* entries;
      },
    };
  },
  read(fd, buffer, offset = 0, length = buffer.length - offset, position = null) {
    if (typeof offset === "object" && offset !== null) {
      ({ offset = 0, length = buffer.length - offset, position = null } = offset);
    }
    const file = fileOf(fd, "read");
    const start = position ?? file.position;
    const part = file.data.subarray(Number(start), Number(start) + length);
    buffer.set(part, offset);
    if (position === null) {
      file.position += part.length;
    }
    return part.length;
  },
  readFile(path, options) {
    const bytes = typeof path === "number" ? fileOf(path, "read").data : readBytes(pathOf(path));
    const encoding = encodingOf(options);
    return encoding && encoding !== "buffer" ? bytes.toString(encoding) : bytes;
  },
  readdir(path, options) {
    const root = pathOf(path);
    const found = [];
    const visit = (folder, prefix) => {
      for (const [name, kind] of native.readDirectory(folder)) {
        found.push(options?.withFileTypes ? new Dirent(name, folder, kind) : `${prefix}${name}`);
        if (options?.recursive && kind === "directory") {
          visit(`${folder}/${name}`, `${prefix}${name}/`);
        }
      }
    };
    visit(root, "");
    return found;
  },
  readlink: (path) => native.readLink(pathOf(path)),
  realpath: (path) => native.realPath(pathOf(path)),
  rename: (from, to) => native.rename(pathOf(from), pathOf(to)),
  rm(path, options = {}) {
    const name = pathOf(path);
    let kind;
    try {
      kind = native.stat(name, false).kind;
    } catch (error) {
      if (options.force && error.code === "ENOENT") {
        return;
      }
      throw error;
    }
    if (kind !== "directory") {
      native.removeFile(name);
    } else if (options.recursive) {
      native.removeDirectory(name, true);
    } else {
      throw Object.assign(failure("ERR_FS_EISDIR", "Path is a directory: rm returned EISDIR (is a directory)", "rm", name),
        { code: "ERR_FS_EISDIR" });
    }
  },
  rmdir: (path, options) => native.removeDirectory(pathOf(path), Boolean(options?.recursive)),
  stat: (path, options) => stat(path, options, true),
  symlink: (target, path) => native.symlink(pathOf(target), pathOf(path)),
  truncate: (path, length = 0) => native.writeFile(pathOf(path), sync.readFile(path).subarray(0, length), "w"),
  unlink: (path) => native.removeFile(pathOf(path)),
  utimes() {},
  write(fd, data, offset, length, position) {
    const isText = typeof data === "string";
    const bytes = isText ? Buffer.from(data, length) : data.subarray(offset ?? 0, (offset ?? 0) + (length ?? data.length));
    if (fd === 1 || fd === 2) {
      native.write(fd === 2, isText ? data : Buffer.from(bytes).toString());
      return bytes.length;
    }
    const file = fileOf(fd, "write");
    if (isText) {
      position = offset;
    }
    const start = position ?? file.position;
    const result = Buffer.alloc(Math.max(file.data.length, start + bytes.length));
    result.set(file.data);
    result.set(bytes, start);
    Object.assign(file, { data: result, dirty: true, position: start + bytes.length });
    return bytes.length;
  },
  writeFile(path, data, options) {
    const bytes = typeof data === "string" ? Buffer.from(data, encodingOf(options) ?? "utf8")
      : ArrayBuffer.isView(data) ? Buffer.from(data.buffer, data.byteOffset, data.byteLength) : undefined;
    if (bytes === undefined) {
      throw invalidArgument("data", "of type string or an instance of Buffer, TypedArray, or DataView", data);
    }
    if (typeof path === "number") {
      return void sync.write(path, bytes);
    }
    native.writeFile(pathOf(path), new Uint8Array(bytes), options?.flag ?? "w");
  },
};

function stat(path, options, follow) {
  try {
    return new Stats(native.stat(pathOf(path), follow), options?.bigint);
  } catch (error) {
    if (options?.throwIfNoEntry === false && error.code === "ENOENT") {
      return undefined;
    }
    throw error;
  }
}

function readBytes(path) {
  try {
    return Buffer.from(native.readFile(path));
  } catch (error) {
    if (error.code === "EISDIR") {
      throw Object.assign(new Error("EISDIR: illegal operation on a directory, read"), { errno: -21, code: "EISDIR", syscall: "read" });
    }
    throw error;
  }
}

function firstMissing(path) {
  const parts = require("path").resolve(path).split("/");
  for (let count = 2; count <= parts.length; count++) {
    const name = parts.slice(0, count).join("/");
    if (!native.exists(name)) {
      return name;
    }
  }
  return undefined;
}

function watch() {
  const error = new Error("fs.watch is not available in Rungs");
  error.code = "ERR_FEATURE_UNAVAILABLE_ON_PLATFORM";
  throw error;
}

const { F_OK, R_OK, W_OK, X_OK } = constants;
const fs = { constants, F_OK, R_OK, W_OK, X_OK, Stats, Dirent, watch, watchFile: watch, unwatchFile() {} };
const promises = { constants };

for (const [name, perform] of Object.entries(sync)) {
  fs[`${name}Sync`] = perform;
  promises[name] = async (...args) => perform(...args);
  fs[name] = (...args) => {
    const callback = args.pop();
    if (typeof callback !== "function") {
      throw invalidArgument("cb", "of type function", callback);
    }
    let result;
    try {
      result = perform(...args);
    } catch (error) {
      return void setImmediate(callback, error);
    }
    setImmediate(callback, null, result, args[1]);
  };
}
fs.realpathSync.native = fs.realpathSync;
fs.realpath.native = fs.realpath;
fs.existsSync = (path) => {
  try {
    return native.exists(pathOf(path));
  } catch {
    return false;
  }
};
fs.exists = (path, callback) => void setImmediate(callback, fs.existsSync(path));
Object.defineProperty(fs.exists, Symbol.for("nodejs.util.promisify.custom"), { value: async (path) => fs.existsSync(path) });

promises.open = async (path, flags) => {
  const fd = sync.open(path, flags);
  return {
    fd,
    appendFile: async (data) => void sync.write(fd, data),
    close: async () => sync.close(fd),
    read: async (buffer, ...rest) => ({ bytesRead: sync.read(fd, buffer, ...rest), buffer }),
    readFile: async (options) => sync.readFile(fd, options),
    stat: async () => sync.fstat(fd),
    sync: async () => {},
    write: async (data, ...rest) => ({ bytesWritten: sync.write(fd, data, ...rest), buffer: data }),
    writeFile: async (data, options) => sync.writeFile(fd, data, options),
    async *readLines() {
      yield* sync.readFile(fd, "utf8").split(/\r?\n/);
    },
  };
};

for (const name of ["createReadStream", "createWriteStream", "ReadStream", "WriteStream"]) {
  Object.defineProperty(fs, name, {
    configurable: true,
    enumerable: true,
    get: () => require("fs/streams")[name],
    set(value) {
      Object.defineProperty(fs, name, { value, configurable: true, enumerable: true, writable: true });
    },
  });
}
Object.defineProperty(fs, "promises", { value: promises, enumerable: true, configurable: true });
module.exports = fs;
