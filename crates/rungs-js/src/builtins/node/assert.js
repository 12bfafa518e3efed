const { inspect } = require("util");
const equal = require("util/equal");

class AssertionError extends Error {
  constructor({ message, actual, expected, operator }) {
    super(message ?? `${inspect(actual)} ${operator} ${inspect(expected)}`);
    this.name = "AssertionError";
    this.code = "ERR_ASSERTION";
    Object.assign(this, { generatedMessage: message === undefined, actual, expected, operator });
  }
}

function fail(message, fallback, actual, expected, operator) {
  if (message instanceof Error) {
    throw message;
  }
  const error = new AssertionError({ message: message ?? fallback, actual, expected, operator });
  error.generatedMessage = message === undefined;
  throw error;
}

function assert(value, message) {
  if (!value) {
    fail(message, "The expression evaluated to a falsy value", value, true, "==");
  }
}

const pair = (text, a, b) => `${text}\n\n${inspect(a)} !== ${inspect(b)}\n`;

// [name, test, what a failure says]
const comparisons = [
  ["equal", (a, b) => a == b || (a !== a && b !== b), (a, b) => `${inspect(a)} == ${inspect(b)}`, "=="],
  ["notEqual", (a, b) => a != b, (a, b) => `${inspect(a)} != ${inspect(b)}`, "!="],
  ["strictEqual", Object.is, (a, b) => pair("Expected values to be strictly equal:", a, b), "strictEqual"],
  ["notStrictEqual", (a, b) => !Object.is(a, b), (a) => `Expected "actual" to be strictly unequal to: ${inspect(a)}`, "notStrictEqual"],
  ["deepEqual", (a, b) => equal(a, b, false), (a, b) => pair("Expected values to be loosely deep-equal:", a, b), "deepEqual"],
  ["notDeepEqual", (a, b) => !equal(a, b, false), (a) => `Expected "actual" not to be loosely deep-equal to: ${inspect(a)}`, "notDeepEqual"],
  ["deepStrictEqual", (a, b) => equal(a, b, true), (a, b) => pair("Expected values to be strictly deep-equal:", a, b), "deepStrictEqual"],
  ["notDeepStrictEqual", (a, b) => !equal(a, b, true), (a) => `Expected "actual" not to be strictly deep-equal to: ${inspect(a)}`, "notDeepStrictEqual"],
];
for (const [name, test, text, operator] of comparisons) {
  assert[name] = (actual, expected, message) => {
    if (!test(actual, expected)) {
      fail(message, text(actual, expected), actual, expected, operator);
    }
  };
}

function matches(error, expected) {
  if (expected === undefined || typeof expected === "string") {
    return true;
  }
  if (expected instanceof RegExp) {
    return expected.test(String(error));
  }
  if (typeof expected === "function") {
    return expected.prototype !== undefined && error instanceof expected ? true : !Error.isPrototypeOf(expected) && expected(error) === true;
  }
  return Object.keys(expected).every((key) =>
    (expected[key] instanceof RegExp && typeof error[key] === "string" ? expected[key].test(error[key]) : equal(error[key], expected[key], true)));
}

function checkThrown(error, expected) {
  if (!matches(error, expected)) {
    throw error;
  }
}

const missing = (kind, expected, message) =>
  fail(message ?? (typeof expected === "string" ? expected : undefined), `Missing expected ${kind}${expected?.name ? ` (${expected.name})` : ""}.`,
    undefined, expected, kind === "exception" ? "throws" : "rejects");

Object.assign(assert, {
  AssertionError,
  doesNotMatch: (text, pattern, message) => pattern.test(text) && fail(message, `The input was expected to not match ${pattern}`, text, pattern, "doesNotMatch"),
  async doesNotReject(promise) {
    await (typeof promise === "function" ? promise() : promise);
  },
  doesNotThrow: (action) => void action(),
  fail: (message) => fail(message, "Failed", undefined, undefined, "fail"),
  ifError(value) {
    if (value !== null && value !== undefined) {
      throw value instanceof Error ? value : new AssertionError({ message: `ifError got unwanted exception: ${inspect(value)}`, actual: value, operator: "ifError" });
    }
  },
  match: (text, pattern, message) => pattern.test(text) || fail(message, `The input did not match the regular expression ${pattern}. Input:\n\n${inspect(text)}\n`, text, pattern, "match"),
  ok: assert,
  async rejects(promise, expected, message) {
    try {
      await (typeof promise === "function" ? promise() : promise);
    } catch (error) {
      return checkThrown(error, expected);
    }
    missing("rejection", expected, message);
  },
  throws(action, expected, message) {
    try {
      action();
    } catch (error) {
      return checkThrown(error, expected);
    }
    missing("exception", expected, message);
  },
});
assert.strict = Object.assign((...args) => assert(...args), assert, {
  equal: assert.strictEqual, notEqual: assert.notStrictEqual, deepEqual: assert.deepStrictEqual, notDeepEqual: assert.notDeepStrictEqual,
});
assert.strict.strict = assert.strict;
module.exports = assert;
