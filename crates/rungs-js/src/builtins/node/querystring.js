const escape = (text) => encodeURIComponent(text).replace(/[!'()*]/g, (c) =>
  ("!'()*".includes(c) ? c : `%${c.charCodeAt(0).toString(16).toUpperCase()}`));

function unescape(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const primitive = (value) => (["string", "number", "bigint", "boolean"].includes(typeof value) ? `${value}` : "");

function stringify(object, separator = "&", equals = "=", options = {}) {
  const encode = options.encodeURIComponent ?? module.exports.escape;
  return Object.entries(object ?? {}).flatMap(([key, value]) => (Array.isArray(value) ? value : [value])
    .map((item) => `${encode(key)}${equals}${encode(primitive(item))}`)).join(separator);
}

function parse(text, separator = "&", equals = "=", options = {}) {
  const decode = options.decodeURIComponent ?? module.exports.unescape;
  const result = Object.create(null);
  const parts = typeof text === "string" && text !== "" ? text.split(separator) : [];
  for (const part of parts.slice(0, options.maxKeys || 1000)) {
    const at = part.indexOf(equals);
    const [name, value] = (at === -1 ? [part, ""] : [part.slice(0, at), part.slice(at + equals.length)])
      .map((piece) => decode(piece.replaceAll("+", " ")));
    if (part === "") {
      continue;
    }
    result[name] = name in result ? [result[name], value].flat() : value;
  }
  return result;
}

module.exports = { escape, unescape, stringify, encode: stringify, parse, decode: parse };
