const { URL, URLSearchParams } = globalThis;
const path = require("path");
const querystring = require("querystring");

function fileURLToPath(value) {
  const url = typeof value === "string" ? new URL(value) : value;
  if (url?.protocol !== "file:") {
    const error = new TypeError("The URL must be of scheme file");
    error.code = "ERR_INVALID_URL_SCHEME";
    throw error;
  }
  const decoded = decodeURIComponent(url.pathname);
  return native.platform === "win32" ? decoded.replace(/^\/([a-zA-Z]:)/, "$1").replaceAll("/", "\\") : decoded;
}

const pathToFileURL = (file) => {
  const resolved = path.resolve(file);
  return new URL(native.fileUrl(file.endsWith("/") && resolved !== "/" ? `${resolved}/` : resolved));
};

// --- The old interface: url.parse ----------------------------------------------------------------

class Url {
  constructor() {
    for (const name of ["protocol", "slashes", "auth", "host", "port", "hostname", "hash", "search", "query", "pathname",
      "path", "href"]) {
      this[name] = null;
    }
  }
}

function parse(text, parseQuery = false, slashesDenoteHost = false) {
  if (text instanceof Url) {
    return text;
  }
  const url = new Url();
  const match = /^([a-zA-Z][a-zA-Z0-9+.-]*:)?(\/\/)?([^?#]*)(\?[^#]*)?(#.*)?$/s.exec(text.trim());
  const [, protocol, slashes, rest, search, hash] = match;
  url.protocol = protocol?.toLowerCase() ?? null;
  let pathname = rest;
  if (slashes && (protocol || slashesDenoteHost)) {
    url.slashes = true;
    const at = rest.indexOf("/");
    const authority = at === -1 ? rest : rest.slice(0, at);
    pathname = at === -1 ? "" : rest.slice(at);
    const sign = authority.lastIndexOf("@");
    url.auth = sign === -1 ? null : decodeURIComponent(authority.slice(0, sign));
    const place = authority.slice(sign + 1).toLowerCase();
    const [, hostname, port] = /^(\[[^\]]*\]|[^:]*)(?::(\d*))?$/.exec(place) ?? [null, place, undefined];
    url.host = place;
    url.hostname = hostname.replace(/^\[|\]$/g, "");
    url.port = port || null;
    if (pathname === "" && ["http:", "https:", "ftp:", "ws:", "wss:"].includes(url.protocol)) {
      pathname = "/";
    }
  } else if (slashes) {
    pathname = slashes + rest;
  }
  url.hash = hash ?? null;
  url.search = search ?? (parseQuery ? "" : null);
  url.query = parseQuery ? querystring.parse(search?.slice(1) ?? "") : search?.slice(1) ?? null;
  url.pathname = pathname || null;
  url.path = pathname || search ? `${pathname}${search ?? ""}` : null;
  url.href = format(url);
  return url;
}

function format(url, options = {}) {
  if (typeof url === "string") {
    return parse(url).href;
  }
  if (url instanceof URL) {
    const copy = new URL(url.href);
    if (options.auth === false) {
      copy.username = copy.password = "";
    }
    if (options.fragment === false) {
      copy.hash = "";
    }
    if (options.search === false) {
      copy.search = "";
    }
    return copy.href;
  }
  const protocol = url.protocol ? `${url.protocol}${url.protocol.endsWith(":") ? "" : ":"}` : "";
  const auth = url.auth ? `${encodeURIComponent(url.auth).replace("%3A", ":")}@` : "";
  const host = url.host ?? (url.hostname ? `${url.hostname}${url.port ? `:${url.port}` : ""}` : undefined);
  const query = url.query && typeof url.query === "object" ? querystring.stringify(url.query) : "";
  const search = url.search ?? (query ? `?${query}` : typeof url.query === "string" && url.query ? `?${url.query}` : "");
  const slashes = url.slashes || (host !== undefined && /^(https?|ftp|file|wss?):$/.test(protocol)) ? "//" : "";
  return `${protocol}${slashes}${host === undefined || host === null ? "" : auth + host}${url.pathname ?? ""}${search ?? ""}${url.hash ?? ""}`;
}

function resolve(from, to) {
  const base = new URL(from, "resolve://");
  const result = new URL(to, base);
  return result.protocol === "resolve:" ? `${result.pathname}${result.search}${result.hash}` : result.href;
}

module.exports = {
  URL, URLSearchParams, Url, parse, format, resolve, fileURLToPath, pathToFileURL,
  resolveObject: (from, to) => parse(resolve(from, to)),
  domainToASCII: (domain) => new URL(`http://${domain}`).hostname,
  domainToUnicode: (domain) => domain,
  urlToHttpOptions: (url) => ({
    protocol: url.protocol, hostname: url.hostname, hash: url.hash, search: url.search, pathname: url.pathname,
    path: `${url.pathname}${url.search}`, href: url.href, ...(url.port && { port: Number(url.port) }),
    ...((url.username || url.password) && { auth: `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}` }),
  }),
};
