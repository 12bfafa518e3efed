// process.stdin: always at its end, since a migration has nobody to ask.
const { Readable } = require("stream");

module.exports = function input() {
  const stream = new Readable({ read() { this.push(null); } });
  stream.fd = 0;
  return Object.assign(stream, { setRawMode: () => stream, ref: () => stream, unref: () => stream });
};
