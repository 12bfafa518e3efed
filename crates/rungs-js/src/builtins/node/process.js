const { invalidArgument } = require("errors");
const EventEmitter = require("events");

const VERSION = "20.20.2";

const process = Object.create(EventEmitter.prototype);
EventEmitter.call(process);

// process.env holds strings, whatever is assigned.
process.env = new Proxy(native.environment(), {
  set(target, name, value) {
    target[name] = String(value);
    return true;
  },
  defineProperty(target, name, descriptor) {
    return Reflect.defineProperty(target, name, { ...descriptor, value: String(descriptor.value) });
  },
});

// Callbacks of nextTick come before promises after a timer has fired, else in turn with them.
let ticks = [];

native.flushTicks = () => {
  while (ticks.length > 0) {
    const due = ticks;
    ticks = [];
    due.forEach(([callback, args]) => callback(...args));
  }
};

function nextTick(callback, ...args) {
  if (typeof callback !== "function") {
    throw invalidArgument("callback", "of type function", callback);
  }
  if (ticks.push([callback, args]) === 1) {
    queueMicrotask(native.flushTicks);
  }
}

let exiting = false;

// Once: a handler may call `process.exit` itself.
native.emitExit = (code) => {
  if (!exiting) {
    exiting = true;
    process.emit("exit", code);
  }
};

function exit(code = process.exitCode ?? 0) {
  native.emitExit(code);
  native.exit(Number(code));
  for (;;); // The engine stops here.
}

function hrtime(previous) {
  const now = native.nanoseconds();
  const [seconds, nanoseconds] = [Math.floor(now / 1e9), Math.floor(now % 1e9)];
  if (previous === undefined) {
    return [seconds, nanoseconds];
  }
  const difference = [seconds - previous[0], nanoseconds - previous[1]];
  return difference[1] < 0 ? [difference[0] - 1, difference[1] + 1e9] : difference;
}
hrtime.bigint = () => BigInt(Math.floor(native.nanoseconds()));

function emitWarning(warning, type, code) {
  if (process.noDeprecation && type === "DeprecationWarning") {
    return;
  }
  const options = typeof type === "object" && type !== null ? type : { type, code };
  const name = warning instanceof Error ? warning.name : options.type ?? "Warning";
  const tag = options.code ? ` [${options.code}]` : "";
  native.write(true, `(node:${native.pid})${tag} ${name}: ${warning instanceof Error ? warning.message : warning}\n`);
}

function output(fd, toStderr) {
  let stream;
  return {
    configurable: true,
    enumerable: true,
    get: () => (stream ??= require("process/output")(fd, (text) => native.write(toStderr, text))),
    set: (value) => void (stream = value),
  };
}

Object.assign(process, {
  title: "node",
  version: `v${VERSION}`,
  versions: { node: VERSION, v8: "11.3.244.8-node.33", uv: "1.46.0", modules: "115" },
  arch: native.architecture,
  platform: native.platform,
  release: { name: "node", lts: "Iron" },
  argv: native.arguments(),
  execArgv: [],
  execPath: native.arguments()[0],
  argv0: "node",
  pid: native.pid,
  ppid: 1,
  exitCode: undefined,
  features: { inspector: false },
  config: { target_defaults: {}, variables: {} },
  allowedNodeEnvironmentFlags: new Set(),
  abort: () => exit(134),
  binding: (name) => {
    throw new Error(`No such module: ${name}`);
  },
  chdir() {
    const error = new Error("process.chdir() is not supported in Rungs");
    error.code = "ERR_WORKER_UNSUPPORTED_OPERATION";
    throw error;
  },
  cpuUsage: () => ({ user: Math.floor(native.nanoseconds() / 1000), system: 0 }),
  cwd: () => native.root,
  emitWarning,
  exit,
  getegid: () => 0,
  geteuid: () => 0,
  getgid: () => 0,
  getuid: () => 0,
  hrtime,
  kill() {
    const error = new Error("process.kill() is not available in Rungs");
    error.code = "EPERM";
    throw error;
  },
  memoryUsage: Object.assign(() => ({ rss: 0, heapTotal: 0, heapUsed: 0, external: 0, arrayBuffers: 0 }), { rss: () => 0 }),
  nextTick,
  reallyExit: exit,
  setUncaughtExceptionCaptureCallback() {},
  umask: () => 0o22,
  uptime: () => native.nanoseconds() / 1e9,
});
Object.defineProperties(process, {
  stdout: output(1, false),
  stderr: output(2, true),
  stdin: { configurable: true, enumerable: true, get: () => require("process/input")() },
  [Symbol.toStringTag]: { value: "process" },
});

module.exports = process;
