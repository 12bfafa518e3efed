// Deep equality, as assert.deepEqual and util.isDeepStrictEqual have it.

function sameKind(a, b, strict) {
  return Object.prototype.toString.call(a) === Object.prototype.toString.call(b) &&
    (!strict || Object.getPrototypeOf(a) === Object.getPrototypeOf(b));
}

const isBoxed = (value) => [Number, String, Boolean, Symbol, BigInt].some((type) => value instanceof type);

function keysOf(value, strict) {
  const symbols = strict ? Object.getOwnPropertySymbols(value).filter((s) => Object.prototype.propertyIsEnumerable.call(value, s)) : [];
  return [...Object.keys(value), ...symbols];
}

function sameSet(a, b, compare) {
  if (a.size !== b.size) {
    return false;
  }
  const rest = [...b];
  return [...a].every((item) => {
    const at = rest.findIndex((other) => compare(item, other));
    return at !== -1 && rest.splice(at, 1).length === 1;
  });
}

function equal(a, b, strict, seen = []) {
  if (a === b || Object.is(a, b)) {
    return !strict || Object.is(a, b);
  }
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) {
    return !strict && (typeof a === "object" || typeof b === "object" ? false : a == b || (a !== a && b !== b));
  }
  if (seen.some(([x, y]) => x === a && y === b)) {
    return true;
  }
  if (!sameKind(a, b, strict)) {
    return false;
  }
  const compare = (x, y) => equal(x, y, strict, [...seen, [a, b]]);
  if ((a instanceof Date && a.getTime() !== b.getTime()) || (a instanceof RegExp && String(a) !== String(b)) ||
    (a instanceof Error && (a.message !== b.message || a.name !== b.name)) ||
    (isBoxed(a) && !Object.is(a.valueOf(), b.valueOf()))) {
    return false;
  }
  if (a instanceof Set && !sameSet(a, b, compare)) {
    return false;
  }
  if (a instanceof Map && !sameSet(a, b, ([k, v], [l, w]) => compare(k, l) && compare(v, w))) {
    return false;
  }
  const keys = keysOf(a, strict);
  return (!Array.isArray(a) || a.length === b.length) && keys.length === keysOf(b, strict).length &&
    keys.every((name) => Object.hasOwn(b, name) && compare(a[name], b[name]));
}

module.exports = equal;
