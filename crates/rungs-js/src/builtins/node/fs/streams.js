// File streams: files are small here, so one read and one write each.
const { Readable, Writable } = require("stream");
const fs = require("fs");

class ReadStream extends Readable {
  constructor(path, options) {
    const settings = typeof options === "string" ? { encoding: options } : options ?? {};
    super({ highWaterMark: 64 * 1024, ...settings });
    this.path = path;
    this._range = [settings.start ?? 0, settings.end === undefined || settings.end === Infinity ? undefined : settings.end + 1];
    this.bytesRead = 0;
  }

  _construct(callback) {
    fs.readFile(this.path, (error, data) => {
      this._data = data?.subarray(...this._range);
      if (!error) {
        this.emit("open", 0);
        this.emit("ready");
      }
      callback(error);
    });
  }

  _read(size) {
    const part = this._data.subarray(this.bytesRead, this.bytesRead + Math.max(size, 1));
    this.bytesRead += part.length;
    this.push(part.length > 0 ? Buffer.from(part) : null);
  }

  close(callback) {
    this.destroy(null, callback);
  }
}

class WriteStream extends Writable {
  constructor(path, options) {
    const settings = typeof options === "string" ? { encoding: options } : options ?? {};
    super({ ...settings, decodeStrings: true });
    this.path = path;
    this.bytesWritten = 0;
    this._flags = settings.flags ?? "w";
  }

  _construct(callback) {
    fs.writeFile(this.path, "", { flag: this._flags }, (error) => {
      if (!error) {
        this.emit("open", 0);
        this.emit("ready");
      }
      callback(error);
    });
  }

  _write(chunk, encoding, callback) {
    this.bytesWritten += chunk.length;
    fs.appendFile(this.path, chunk, callback);
  }

  close(callback) {
    this.end(callback);
  }
}

module.exports = {
  ReadStream, WriteStream,
  createReadStream: (path, options) => new ReadStream(path, options),
  createWriteStream: (path, options) => new WriteStream(path, options),
};
