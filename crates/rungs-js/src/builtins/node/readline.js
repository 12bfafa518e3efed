// Lines of a stream. There is nobody to be asked: `question` refuses.
const EventEmitter = require("events");

class Interface extends EventEmitter {
  constructor(input, output) {
    super();
    const options = input?.input ? input : { input, output };
    this.input = options.input;
    this.output = options.output;
    this.closed = false;
    this.terminal = false;
    this.line = "";
    this._rest = "";
    this.input.setEncoding?.("utf8");
    this.input.on("data", (chunk) => this._take(String(chunk)));
    this.input.on("end", () => this._finish());
    this.input.on("error", (error) => this.emit("error", error));
  }

  _take(text) {
    const lines = (this._rest + text).split(/\r\n|\n|\r(?!$)/);
    this._rest = lines.pop();
    lines.forEach((line) => this.emit("line", line));
  }

  _finish() {
    const rest = this._rest.replace(/\r$/, "");
    this._rest = "";
    if (rest !== "") {
      this.emit("line", rest);
    }
    this.close();
  }

  close() {
    if (!this.closed) {
      this.closed = true;
      this.input.pause();
      this.emit("close");
    }
  }

  pause() {
    this.input.pause();
    this.emit("pause");
    return this;
  }

  resume() {
    this.input.resume();
    this.emit("resume");
    return this;
  }

  question() {
    const error = new Error("readline.question is not available in Rungs: migrations run unattended");
    error.code = "ERR_FEATURE_UNAVAILABLE_ON_PLATFORM";
    throw error;
  }

  setPrompt() {}

  prompt() {}

  write() {}

  async *[Symbol.asyncIterator]() {
    const lines = [];
    let wake = () => {};
    let failure;
    this.on("line", (line) => {
      lines.push(line);
      wake();
    });
    this.on("close", () => wake());
    this.on("error", (error) => {
      failure = { error };
      wake();
    });
    try {
      for (;;) {
        while (lines.length > 0) {
          yield lines.shift();
        }
        if (failure) {
          throw failure.error;
        }
        if (this.closed) {
          return;
        }
        await new Promise((resolve) => (wake = resolve));
      }
    } finally {
      this.close();
    }
  }
}

const done = (...args) => {
  const callback = args.at(-1);
  if (typeof callback === "function") {
    process.nextTick(callback);
  }
  return true;
};

module.exports = {
  Interface, clearLine: done, clearScreenDown: done, cursorTo: done, emitKeypressEvents() {}, moveCursor: done,
  createInterface: (...args) => new Interface(...args),
};
module.exports.promises = { Interface, Readline: class {}, createInterface: module.exports.createInterface };
