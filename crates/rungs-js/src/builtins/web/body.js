// What requests and answers carry (Fetch standard, "Body mixin"), and forms.
const { ReadableStream } = require("web/streams");

class File extends Blob {
  constructor(parts, name, { lastModified = Date.now(), ...options } = {}) {
    super(parts, options);
    this.name = `${name}`;
    this.lastModified = lastModified;
  }
}

class FormData {
  #entries = [];

  append(name, value, filename) {
    this.#entries.push([`${name}`, FormData.#value(value, filename)]);
  }

  static #value(value, filename) {
    if (!(value instanceof Blob)) {
      return `${value}`;
    }
    return value instanceof File && filename === undefined ? value : Object.assign(Object.create(File.prototype, {
      name: { value: filename ?? "blob", enumerable: true },
    }), { size: value.size, type: value.type, arrayBuffer: () => value.arrayBuffer(), text: () => value.text() });
  }

  set(name, value, filename) {
    this.delete(name);
    this.append(name, value, filename);
  }

  delete(name) {
    this.#entries = this.#entries.filter(([known]) => known !== name);
  }

  get(name) {
    return this.#entries.find(([known]) => known === name)?.[1] ?? null;
  }

  getAll(name) {
    return this.#entries.filter(([known]) => known === name).map(([, value]) => value);
  }

  has(name) {
    return this.#entries.some(([known]) => known === name);
  }

  entries() {
    return this.#entries[Symbol.iterator]();
  }

  keys() {
    return this.#entries.map(([name]) => name)[Symbol.iterator]();
  }

  values() {
    return this.#entries.map(([, value]) => value)[Symbol.iterator]();
  }

  forEach(callback, self) {
    this.#entries.forEach(([name, value]) => callback.call(self, value, name, this));
  }

  [Symbol.iterator]() {
    return this.entries();
  }
}

// RFC 7578, as browsers write it.
async function multipart(form, boundary) {
  const escaped = (name) => name.replace(/\n/g, "%0A").replace(/\r/g, "%0D").replace(/"/g, "%22");
  const parts = [];
  for (const [name, value] of form) {
    const head = `--${boundary}\r\nContent-Disposition: form-data; name="${escaped(name)}"`;
    if (typeof value === "string") {
      parts.push(Buffer.from(`${head}\r\n\r\n${value.replace(/\r?\n|\r/g, "\r\n")}\r\n`));
    } else {
      const type = value.type || "application/octet-stream";
      parts.push(Buffer.from(`${head}; filename="${escaped(value.name)}"\r\nContent-Type: ${type}\r\n\r\n`));
      parts.push(Buffer.from(await value.arrayBuffer()), Buffer.from("\r\n"));
    }
  }
  return Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)]);
}

const isBytes = (value) => value instanceof ArrayBuffer || ArrayBuffer.isView(value);
const copied = (value) => Buffer.from(value instanceof ArrayBuffer ? value.slice(0)
  : value.buffer.slice(value.byteOffset, value.byteOffset + value.byteLength));

/// What a body is, as `[a function that gives its bytes, its content type]`; without a body, nothing.
function extract(body) {
  if (body === undefined || body === null) {
    return undefined;
  }
  if (body instanceof URLSearchParams) {
    return [async () => Buffer.from(`${body}`), "application/x-www-form-urlencoded;charset=UTF-8"];
  }
  if (body instanceof FormData) {
    const boundary = `----formdata-rungs-${require("crypto").randomBytes(8).toString("hex")}`;
    return [() => multipart(body, boundary), `multipart/form-data; boundary=${boundary}`];
  }
  if (body instanceof Blob) {
    return [async () => Buffer.from(await body.arrayBuffer()), body.type || undefined];
  }
  if (isBytes(body)) {
    const bytes = copied(body);
    return [async () => bytes, undefined];
  }
  if (typeof body === "object" && typeof body[Symbol.asyncIterator] === "function") {
    return [() => gather(body), undefined];
  }
  return [async () => Buffer.from(`${body}`), "text/plain;charset=UTF-8"];
}

async function gather(chunks) {
  const parts = [];
  for await (const chunk of chunks) {
    parts.push(typeof chunk === "string" ? Buffer.from(chunk) : copied(chunk));
  }
  return Buffer.concat(parts);
}

const streamOf = (bytes) => new ReadableStream({
  async pull(controller) {
    controller.enqueue(new Uint8Array(await bytes()));
    controller.close();
  },
});

/// A class whose instances have a `body`, a stream or null, and read it once.
const Body = class {
  get bodyUsed() {
    return Boolean(this._used);
  }

  async _bytes() {
    if (this._used || this.body?.locked) {
      throw new TypeError("Body is unusable: Body has already been read");
    }
    if (!this.body) {
      return Buffer.alloc(0);
    }
    Object.defineProperty(this, "_used", { value: true });
    return gather(this.body);
  }

  async arrayBuffer() {
    return new Uint8Array(await this._bytes()).buffer;
  }

  async bytes() {
    return new Uint8Array(await this._bytes());
  }

  async text() {
    return new TextDecoder().decode(await this._bytes());
  }

  async json() {
    return JSON.parse(await this.text());
  }

  async blob() {
    return new Blob([await this._bytes()], { type: this.headers.get("content-type") ?? "" });
  }

  async formData() {
    const form = new FormData();
    new URLSearchParams(await this.text()).forEach((value, name) => form.append(name, value));
    return form;
  }
};

module.exports = { Body, File, FormData, extract, gather, streamOf };
