// fetch, Request and Response (Fetch standard), where the sandbox lets them reach the network.
const Headers = require("web/headers");
const { Body, extract, streamOf } = require("web/body");
const { ReadableStream } = require("web/streams");
const exchange = require("web/exchange");

const UPPER = /^(delete|get|head|options|post|put)$/i;

class Request extends Body {
  constructor(input, init = {}) {
    super();
    const from = input instanceof Request ? input : undefined;
    try {
      this.url = from?.url ?? new URL(input).href;
    } catch (cause) {
      throw Object.assign(new TypeError(`Failed to parse URL from ${input}`), { cause });
    }
    const method = init.method ?? from?.method ?? "GET";
    this.method = UPPER.test(method) ? method.toUpperCase() : method;
    this.headers = new Headers(init.headers ?? from?.headers);
    this.redirect = init.redirect ?? from?.redirect ?? "follow";
    this.signal = init.signal ?? from?.signal ?? new AbortController().signal;
    const given = extract(init.body);
    if ((given || from?.body) && (this.method === "GET" || this.method === "HEAD")) {
      throw new TypeError("Request with GET/HEAD method cannot have body.");
    }
    if (given?.[1] && !this.headers.has("content-type")) {
      this.headers.set("content-type", given[1]);
    }
    this.body = given ? streamOf(given[0]) : from?.body ?? null;
  }

  clone() {
    const [own, other] = this.body?.tee() ?? [null, null];
    this.body = own;
    return Object.assign(new Request(this.url, this), { body: other });
  }
}

class Response extends Body {
  constructor(body, { status = 200, statusText = "", headers } = {}) {
    super();
    if (status < 200 || status > 599) {
      throw new RangeError('init["status"] must be in the range of 200 to 599, inclusive.');
    }
    Object.assign(this, { status, statusText, headers: new Headers(headers), url: "", redirected: false, type: "default" });
    const given = body instanceof ReadableStream ? undefined : extract(body);
    if (given?.[1] && !this.headers.has("content-type")) {
      this.headers.set("content-type", given[1]);
    }
    this.body = given ? streamOf(given[0]) : body ?? null;
  }

  get ok() {
    return this.status >= 200 && this.status <= 299;
  }

  clone() {
    const [own, other] = this.body?.tee() ?? [null, null];
    this.body = own;
    return Object.assign(new Response(other, this), { url: this.url, redirected: this.redirected, type: this.type });
  }

  static json(data, init = {}) {
    const headers = new Headers(init.headers);
    headers.has("content-type") || headers.set("content-type", "application/json");
    return new Response(JSON.stringify(data), { ...init, headers });
  }

  static error() {
    return Object.assign(new Response(null), { status: 0, type: "error" });
  }

  static redirect(url, status = 302) {
    return new Response(null, { status, headers: { location: new URL(url).href } });
  }
}
for (const Class of [Request, Response]) {
  Object.defineProperty(Class.prototype, Symbol.toStringTag, { value: Class.name, configurable: true });
}

const failed = (cause) => Object.assign(new TypeError("fetch failed"), { cause });

function withDefaults(headers) {
  const all = new Headers(headers);
  for (const [name, value] of [["accept", "*/*"], ["accept-language", "*"], ["sec-fetch-mode", "cors"], ["user-agent", "node"]]) {
    all.has(name) || all.set(name, value);
  }
  return [...all];
}

function bodyOf(id, signal) {
  return new ReadableStream({
    async pull(controller) {
      const chunk = await exchange.chunk(id, signal).catch((cause) => {
        throw signal.aborted ? signal.reason : Object.assign(new TypeError("terminated"), { cause });
      });
      chunk ? controller.enqueue(chunk) : controller.close();
    },
    cancel: () => exchange.end(id),
  });
}

async function fetch(input, init) {
  const request = new Request(input, init);
  const { signal } = request;
  signal.throwIfAborted();
  if (request.url.startsWith("data:")) {
    throw failed(new Error("data: URLs are not fetched"));
  }
  // Not a failure of the network: who wrote the migration is to read it.
  native.mayReach(request.url);
  const id = exchange.number();
  let head;
  try {
    head = await exchange.start(id, {
      method: request.method, url: request.url, headers: withDefaults(request.headers),
      body: request.body ? new Uint8Array(await request._bytes()) : null,
      follow: request.redirect === "follow", decode: true, verify: process.env.NODE_TLS_REJECT_UNAUTHORIZED !== "0",
    }, signal);
  } catch (error) {
    throw signal.aborted ? signal.reason : failed(error);
  }
  if (request.redirect === "error" && head.status >= 300 && head.status < 400 && head.status !== 304) {
    exchange.end(id);
    throw failed(new Error("unexpected redirect"));
  }
  const isEmpty = request.method === "HEAD" || [204, 205, 304].includes(head.status);
  isEmpty && exchange.end(id);
  return Object.assign(new Response(isEmpty ? null : bodyOf(id, signal), head), {
    url: head.url, redirected: new URL(head.url).href !== new URL(request.url).href.replace(/#.*/, ""), type: "basic",
  });
}

module.exports = { Headers, Request, Response, fetch };
