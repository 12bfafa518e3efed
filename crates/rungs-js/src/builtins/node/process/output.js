// process.stdout and process.stderr.
const { Writable } = require("stream");

module.exports = function output(fd, write) {
  const stream = new Writable({
    decodeStrings: false,
    write(chunk, encoding, callback) {
      write(typeof chunk === "string" ? chunk : chunk.toString());
      callback();
    },
  });
  stream.fd = fd;
  stream.isTTY = require("tty").isatty(fd) || undefined;
  stream.columns = 80;
  stream.getColorDepth = () => 1;
  stream.hasColors = () => false;
  stream._type = "fs";
  // What is written at once is there at once, also when the program ends right after.
  stream.write = (chunk, encoding, callback) => {
    write(typeof chunk === "string" ? chunk : Buffer.from(chunk).toString());
    const done = typeof encoding === "function" ? encoding : callback;
    if (done) {
      process.nextTick(done);
    }
    return true;
  };
  stream.end = stream.destroy = () => stream;
  return stream;
};
