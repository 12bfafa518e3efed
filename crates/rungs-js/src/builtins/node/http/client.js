// Requests as Node's http makes them: the request is a stream that is written, the answer one that is read. A request is
// sent when it ends.
const { Readable, Writable } = require("stream");
const exchange = require("web/exchange");

class IncomingMessage extends Readable {
  constructor(request, id, head) {
    super({ read: () => this._chunk() });
    this._id = id;
    this.req = request;
    this.statusCode = head.status;
    this.statusMessage = head.statusText;
    this.httpVersion = "1.1";
    this.headers = {};
    this.rawHeaders = head.headers.flat();
    this.trailers = {};
    this.url = "";
    this.complete = false;
    this.socket = this.connection = request.socket;
    for (const [name, value] of head.headers) {
      const known = this.headers[name];
      if (name === "set-cookie") {
        this.headers[name] = [...(known ?? []), value];
      } else if (known === undefined) {
        this.headers[name] = value;
      } else if (!ONCE.includes(name)) {
        this.headers[name] = `${known}, ${value}`;
      }
    }
  }

  async _chunk() {
    try {
      const chunk = await exchange.chunk(this._id);
      this.complete = chunk === undefined;
      this.push(chunk ? Buffer.from(chunk) : null);
    } catch (error) {
      this.aborted = true;
      this.destroy(Object.assign(new Error("aborted"), { code: error.code === "ABORT_ERR" ? "ECONNRESET" : error.code }));
    }
  }

  _destroy(error, callback) {
    exchange.end(this._id);
    callback(error);
  }

  setTimeout(milliseconds, callback) {
    this.req.setTimeout(milliseconds, callback);
    return this;
  }
}

// Of these the first counts (Node 20, "message.headers").
const ONCE = ["age", "authorization", "content-length", "content-type", "etag", "expires", "from", "host", "if-modified-since",
  "if-unmodified-since", "last-modified", "location", "max-forwards", "proxy-authorization", "referer", "retry-after", "server",
  "user-agent"];

// Nobody sees the connection; packages tune it all the same.
function socket() {
  const EventEmitter = require("events");
  const methods = ["setKeepAlive", "setNoDelay", "setTimeout", "ref", "unref", "cork", "uncork"];
  return Object.assign(new EventEmitter(), Object.fromEntries(methods.map((name) => [name, () => {}])), {
    destroy() {}, end() {}, connecting: false, destroyed: false, writable: true, encrypted: false,
  });
}

class ClientRequest extends Writable {
  constructor(options, callback) {
    // It is not over when all of it is written.
    super({ autoDestroy: false, write: (chunk, encoding, done) => (this._chunks.push(Buffer.from(chunk, encoding)), done()), final: (done) => {
      this._send();
      done();
    } });
    const { protocol, hostname, host, port, path = "/", method = "GET", headers = {}, auth, timeout, signal } = options;
    this._chunks = [];
    this._headers = new Map();
    this._id = exchange.number();
    this.method = `${method}`.toUpperCase();
    this.path = path;
    this.protocol = protocol;
    this.host = hostname ?? host ?? "localhost";
    this.agent = options.agent;
    this.aborted = false;
    this.reusedSocket = false;
    this.finished = false;
    const bare = this.host.includes(":") && !this.host.startsWith("[") ? `[${this.host}]` : this.host;
    this._url = `${protocol}//${bare}${port ? `:${port}` : ""}${path}`;
    // A refusal is thrown where the request is made, not into a stream that may have no listener.
    native.mayReach(this._url);
    this._verify = options.rejectUnauthorized ?? options.agent?.options?.rejectUnauthorized
      ?? process.env.NODE_TLS_REJECT_UNAUTHORIZED !== "0";
    const pairs = Array.isArray(headers) ? headers : Object.entries(headers);
    pairs.forEach(([name, value]) => value !== undefined && this.setHeader(name, value));
    if (auth && !this.hasHeader("authorization")) {
      this.setHeader("authorization", `Basic ${Buffer.from(auth).toString("base64")}`);
    }
    callback && this.once("response", callback);
    timeout && this.setTimeout(timeout);
    signal?.addEventListener("abort", () => this.destroy(Object.assign(new Error("The operation was aborted"), {
      name: "AbortError", code: "ABORT_ERR", cause: signal.reason,
    })));
    this.socket = this.connection = socket();
    process.nextTick(() => this.emit("socket", this.socket));
  }

  setHeader(name, value) {
    this._headers.set(name.toLowerCase(), [name, value]);
    return this;
  }

  getHeader(name) {
    return this._headers.get(name.toLowerCase())?.[1];
  }

  getHeaders() {
    return Object.fromEntries([...this._headers].map(([key, [, value]]) => [key, value]));
  }

  getHeaderNames() {
    return [...this._headers.keys()];
  }

  hasHeader(name) {
    return this._headers.has(name.toLowerCase());
  }

  removeHeader(name) {
    this._headers.delete(name.toLowerCase());
  }

  flushHeaders() {}

  setNoDelay() {}

  setSocketKeepAlive() {}

  setTimeout(milliseconds, callback) {
    callback && this.once("timeout", callback);
    clearTimeout(this._timer);
    if (milliseconds > 0 && !this._answered) {
      this._timer = setTimeout(() => this.emit("timeout"), milliseconds);
    }
    return this;
  }

  async _send() {
    this.finished = true;
    const headers = [...this._headers.values()].flatMap(([name, value]) => [value].flat().map((each) => [name, `${each}`]));
    const body = Buffer.concat(this._chunks);
    try {
      const head = await exchange.start(this._id, {
        method: this.method, url: this._url, headers, body: body.length > 0 ? new Uint8Array(body) : null,
        follow: false, decode: false, verify: Boolean(this._verify),
      });
      this._answered = true;
      clearTimeout(this._timer);
      this.res = new IncomingMessage(this, this._id, head);
      this.res.once("close", () => this.emit("close"));
      this.emit("response", this.res) || this.res.resume();
    } catch (error) {
      clearTimeout(this._timer);
      this.destroyed || this.destroy(error);
    }
  }

  _destroy(error, callback) {
    clearTimeout(this._timer);
    exchange.end(this._id);
    callback(error ?? (this._answered ? null : Object.assign(new Error("socket hang up"), { code: "ECONNRESET" })));
  }

  abort() {
    if (!this.aborted) {
      this.aborted = true;
      this.emit("abort");
      this.destroy();
    }
  }
}

module.exports = { ClientRequest, IncomingMessage };
