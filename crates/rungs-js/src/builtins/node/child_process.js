// Other programs, where they are allowed. They run to their end: what a program prints arrives when it has ended.
const EventEmitter = require("events");
const { Readable, Writable } = require("stream");
const { invalidArgument } = require("errors");

const isList = Array.isArray;

function refuse(call) {
  const error = new Error(`child_process.${call}: migrations, seeds and knexfiles may not start programs unless they are ` +
    "allowed to: --allow-run, or `run = true` under [sandbox] in rungs.toml");
  error.code = "EACCES";
  return error;
}

// Which of the three streams are the own ones: `stdio` as a word or a list.
function inherited(stdio, byDefault) {
  const of = (index) => (isList(stdio) ? stdio[index] : stdio) ?? byDefault[index];
  return [0, 1, 2].map((index) => of(index) === "inherit" || of(index) === index || of(index)?.fd === index);
}

function request(call, file, args, options, byDefault = ["pipe", "pipe", "pipe"]) {
  if (typeof file !== "string") {
    throw invalidArgument("file", "of type string", file);
  }
  if (!native.mayRun()) {
    throw refuse(call);
  }
  const { cwd, env, input, shell, stdio, timeout = 0 } = options;
  const command = shell ? [typeof shell === "string" ? shell : "/bin/sh", "-c", [file, ...args].join(" ")] : [file, ...args];
  return {
    file: command[0],
    args: command.slice(1).map(String),
    cwd: cwd instanceof URL ? require("url").fileURLToPath(cwd) : cwd ?? null,
    env: env ? Object.entries(env).filter(([, value]) => value !== undefined).map(([name, value]) => [name, String(value)]) : null,
    input: input === undefined || input === null ? null : new Uint8Array(Buffer.from(input)),
    inherit: inherited(stdio, byDefault),
    timeout,
  };
}

// `(args?, options?, callback?)` as they are given.
function sort(args, options, callback) {
  if (typeof args === "function") {
    return [[], {}, args];
  }
  if (!isList(args)) {
    return [[], args ?? {}, typeof options === "function" ? options : callback];
  }
  return typeof options === "function" ? [args, {}, options] : [args, options ?? {}, callback];
}

const decoded = (bytes, encoding) => (encoding && encoding !== "buffer" ? Buffer.from(bytes).toString(encoding) : Buffer.from(bytes));

// Node's result of a program that could not be started.
function notStarted(error, file, args) {
  error.message = `spawnSync ${file} ${error.code}`;
  return Object.assign(error, { syscall: `spawnSync ${file}`, path: file, spawnargs: args });
}

function runSync(call, file, args, options, byDefault) {
  const asked = request(call, file, args, options, byDefault);
  let ended;
  try {
    ended = native.runProgram(asked);
  } catch (error) {
    return { pid: 0, output: null, stdout: null, stderr: null, status: null, signal: null, error: notStarted(error, file, args) };
  }
  const [stdout, stderr] = [ended.stdout, ended.stderr].map((bytes, index) =>
    asked.inherit[index + 1] ? null : decoded(bytes, options.encoding));
  const result = { pid: 0, output: [null, stdout, stderr], stdout, stderr, status: ended.status, signal: ended.signal };
  if (ended.timedOut) {
    result.error = Object.assign(new Error(`spawnSync ${file} ETIMEDOUT`), { code: "ETIMEDOUT", syscall: `spawnSync ${file}` });
  }
  return result;
}

// Output of a program that did what it was asked; what it says on stderr is shown, as Node does.
function outputOrThrow(call, command, file, args, options) {
  const stderrShown = options.stdio === undefined;
  const result = runSync(call, file, args, options);
  if (stderrShown && result.stderr?.length > 0) {
    process.stderr.write(result.stderr);
  }
  if (result.error || result.status !== 0) {
    const said = result.stderr?.toString() ?? "";
    throw Object.assign(result.error ?? new Error(`Command failed: ${command}${said ? `\n${said}` : ""}`), result);
  }
  return result.stdout;
}

class ChildProcess extends EventEmitter {
  constructor(call, file, args, options) {
    super();
    const input = [];
    Object.assign(this, { pid: undefined, exitCode: null, signalCode: null, killed: false, spawnfile: file, spawnargs: [file, ...args] });
    const asked = request(call, file, args, options);
    const { inherit } = asked;
    this.stdin = inherit[0] ? null : new Writable({ write: (chunk, encoding, done) => (input.push(Buffer.from(chunk)), done()) });
    [this.stdout, this.stderr] = [1, 2].map((stream) => (inherit[stream] ? null : new Readable({ read() {} })));
    this.stdio = [this.stdin, this.stdout, this.stderr];
    const begin = () => this._run({ ...asked, input: asked.input ?? new Uint8Array(Buffer.concat(input)) });
    // Who writes to it says when it is done; others have said nothing by the next turn.
    setImmediate(() => (this.stdin && input.length > 0 && !this.stdin.writableEnded ? this.stdin.once("finish", begin) : begin()));
  }

  async _run(asked) {
    let ended;
    try {
      const running = native.startProgram(asked);
      this.emit("spawn");
      ended = await running;
    } catch (error) {
      error.message = `spawn ${asked.file} ${error.code}`;
      return this.emit("error", Object.assign(error, { syscall: `spawn ${asked.file}`, path: asked.file, spawnargs: asked.args }));
    }
    const streams = [[this.stdout, ended.stdout], [this.stderr, ended.stderr]].filter(([stream]) => stream);
    let open = streams.length;
    const close = () => this.emit("close", ended.status, ended.signal);
    for (const [stream, bytes] of streams) {
      stream.on("end", () => --open === 0 && close());
      if (bytes.byteLength > 0) {
        stream.push(Buffer.from(bytes));
      }
      stream.push(null);
    }
    [this.exitCode, this.signalCode, this.timedOut] = [ended.status, ended.signal, ended.timedOut];
    this.emit("exit", ended.status, ended.signal);
    // Streams that nobody reads end all the same.
    streams.forEach(([stream]) => stream.listenerCount("data") === 0 && stream.listenerCount("readable") === 0 && stream.resume());
    if (open === 0) {
      close();
    }
  }

  kill() {
    return false;
  }

  ref() {}

  unref() {}
}

function execFile(file, ...rest) {
  const [args, options, callback] = sort(...rest);
  return gather("execFile", file, args, { encoding: "utf8", ...options }, [file, ...args].join(" "), callback);
}

function gather(call, file, args, options, command, callback = () => {}) {
  const child = new ChildProcess(call, file, args, options);
  const said = [[], []];
  [child.stdout, child.stderr].forEach((stream, index) => stream?.on("data", (chunk) => said[index].push(Buffer.from(chunk))));
  const output = () => said.map((chunks) => decoded(Buffer.concat(chunks), options.encoding));
  child.on("error", (error) => callback(error, "", ""));
  child.on("close", (code, signal) => {
    const [stdout, stderr] = output();
    if (code === 0) {
      return callback(null, stdout, stderr);
    }
    const error = new Error(`Command failed: ${command}\n${stderr}`);
    callback(Object.assign(error, { code, signal, killed: child.timedOut, cmd: command, stdout, stderr }), stdout, stderr);
  });
  return child;
}

const exec = (command, ...rest) => {
  const [, options, callback] = sort(...rest);
  return gather("exec", command, [], { encoding: "utf8", shell: true, ...options }, command, callback);
};

// `util.promisify` gives both streams.
const promised = (start) => (...args) => new Promise((resolve, reject) =>
  start(...args, (error, stdout, stderr) => (error ? reject(Object.assign(error, { stdout, stderr })) : resolve({ stdout, stderr }))));
for (const start of [exec, execFile]) {
  Object.defineProperty(start, require("util").promisify.custom, { value: promised(start) });
}

module.exports = {
  ChildProcess,
  exec,
  execFile,
  execFileSync(file, ...rest) {
    const [args, options] = sort(...rest);
    return outputOrThrow("execFileSync", [file, ...args].join(" "), file, args, options);
  },
  execSync: (command, options = {}) => outputOrThrow("execSync", command, command, [], { ...options, shell: options.shell ?? true }),
  fork() {
    throw new Error("child_process.fork is not available in Rungs, which is no Node to start again: spawn(\"node\", [file]) starts one");
  },
  spawn(file, ...rest) {
    const [args, options] = sort(...rest);
    return new ChildProcess("spawn", file, args, options);
  },
  spawnSync(file, ...rest) {
    const [args, options] = sort(...rest);
    return runSync("spawnSync", file, args, options);
  },
};
