// Node's http, as far as a client goes.
const { ClientRequest, IncomingMessage } = require("http/client");
const { Writable } = require("stream");
const EventEmitter = require("events");

const STATUS_CODES = { 100: "Continue", 101: "Switching Protocols", 200: "OK", 201: "Created", 202: "Accepted",
  203: "Non-Authoritative Information", 204: "No Content", 205: "Reset Content", 206: "Partial Content", 207: "Multi-Status",
  300: "Multiple Choices", 301: "Moved Permanently", 302: "Found", 303: "See Other", 304: "Not Modified", 307: "Temporary Redirect",
  308: "Permanent Redirect", 400: "Bad Request", 401: "Unauthorized", 402: "Payment Required", 403: "Forbidden", 404: "Not Found",
  405: "Method Not Allowed", 406: "Not Acceptable", 407: "Proxy Authentication Required", 408: "Request Timeout", 409: "Conflict",
  410: "Gone", 411: "Length Required", 412: "Precondition Failed", 413: "Payload Too Large", 414: "URI Too Long",
  415: "Unsupported Media Type", 416: "Range Not Satisfiable", 417: "Expectation Failed", 418: "I'm a Teapot", 422: "Unprocessable Entity",
  423: "Locked", 425: "Too Early", 426: "Upgrade Required", 428: "Precondition Required", 429: "Too Many Requests",
  431: "Request Header Fields Too Large", 451: "Unavailable For Legal Reasons", 500: "Internal Server Error", 501: "Not Implemented",
  502: "Bad Gateway", 503: "Service Unavailable", 504: "Gateway Timeout", 505: "HTTP Version Not Supported" };

class Agent extends EventEmitter {
  constructor(options = {}) {
    super();
    this.options = { ...options };
    this.maxSockets = options.maxSockets ?? Infinity;
    this.keepAlive = Boolean(options.keepAlive);
    this.protocol = "http:";
    Object.assign(this, { requests: {}, sockets: {}, freeSockets: {} });
  }

  destroy() {}
}

// What only servers are made of can be looked at and extended.
function refuse(name) {
  const error = new Error(`http.${name} is not available in Rungs: migrations, seeds and knexfiles serve nobody`);
  error.code = "ERR_FEATURE_UNAVAILABLE_ON_PLATFORM";
  throw error;
}
class Server extends EventEmitter {
  listen() {
    refuse("Server.listen");
  }
}
class OutgoingMessage extends Writable {}
class ServerResponse extends OutgoingMessage {}

// `(url?, options?, callback?)` as they are given.
function sorted(protocol, input, options, callback) {
  if (typeof input !== "string" && !(input instanceof URL)) {
    [input, options, callback] = [{}, input, options];
  } else {
    const url = new URL(input);
    input = { protocol: url.protocol, hostname: url.hostname.replace(/^\[|\]$/g, ""), port: url.port, path: url.pathname + url.search };
    if (url.username || url.password) {
      input.auth = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
    }
  }
  if (typeof options === "function") {
    [options, callback] = [{}, options];
  }
  const all = { protocol, ...input, ...options };
  all.protocol ??= protocol;
  if (all.protocol !== protocol) {
    const error = new TypeError(`Protocol "${all.protocol}" not supported. Expected "${protocol}"`);
    error.code = "ERR_INVALID_PROTOCOL";
    throw error;
  }
  return [all, callback];
}

/// `request` and `get` of a protocol.
function client(protocol) {
  const request = (...given) => new ClientRequest(...sorted(protocol, ...given));
  const get = (...given) => {
    const asked = request(...given);
    asked.end();
    return asked;
  };
  return { request, get };
}

module.exports = {
  Agent,
  ClientRequest,
  IncomingMessage,
  METHODS: ["CONNECT", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "TRACE"],
  OutgoingMessage,
  STATUS_CODES,
  Server,
  ServerResponse,
  _client: client,
  createServer: () => refuse("createServer"),
  globalAgent: new Agent({ keepAlive: true }),
  maxHeaderSize: 16384,
  validateHeaderName() {},
  validateHeaderValue() {},
  ...client("http:"),
};
Object.defineProperty(module.exports, "_client", { enumerable: false });
