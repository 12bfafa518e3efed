const { Readable, Writable } = require("stream");

class ReadStream extends Readable {}

class WriteStream extends Writable {
  getColorDepth() {
    return 1;
  }

  hasColors() {
    return false;
  }
}

module.exports = { isatty: (fd) => native.isTerminal(fd), ReadStream, WriteStream };
