const { format, inspect } = require("util");

const counts = new Map();
const timers = new Map();
let indentation = "";

function write(toStderr, text) {
  native.write(toStderr, `${indentation}${text.replaceAll("\n", `\n${indentation}`)}\n`);
}

const out = (...values) => write(false, format(...values));
const err = (...values) => write(true, format(...values));

function elapsed(label) {
  const ms = (native.nanoseconds() - timers.get(label)) / 1e6;
  return ms >= 1000 ? `${(ms / 1000).toFixed(3)}s` : `${ms.toFixed(3).replace(/\.?0+$/, "")}ms`;
}

class Console {
  assert(condition, ...values) {
    if (!condition) {
      const [first, ...rest] = values;
      err(...(typeof first === "string" ? [`Assertion failed: ${first}`, ...rest] : ["Assertion failed", ...values]));
    }
  }

  count(label = "default") {
    counts.set(`${label}`, (counts.get(`${label}`) ?? 0) + 1);
    out(`${label}: ${counts.get(`${label}`)}`);
  }

  countReset(label = "default") {
    counts.delete(`${label}`);
  }

  dir(value, options) {
    write(false, inspect(value, { customInspect: false, ...options }));
  }

  group(...values) {
    if (values.length > 0) {
      out(...values);
    }
    indentation += "  ";
  }

  groupEnd() {
    indentation = indentation.slice(2);
  }

  table(rows, columns) {
    if (rows === null || typeof rows !== "object") {
      return out(rows);
    }
    write(false, require("console/table")(rows, columns));
  }

  time(label = "default") {
    timers.set(`${label}`, native.nanoseconds());
  }

  timeEnd(label = "default") {
    if (timers.has(`${label}`)) {
      out(`${label}: ${elapsed(`${label}`)}`);
      timers.delete(`${label}`);
    }
  }

  timeLog(label = "default", ...values) {
    if (timers.has(`${label}`)) {
      out(`${label}: ${elapsed(`${label}`)}`, ...values);
    }
  }

  trace(...values) {
    const stack = native.mapStack(new Error().stack);
    write(true, `Trace${values.length > 0 ? `: ${format(...values)}` : ""}\n${stack}`);
  }
}

const { prototype } = Console;
prototype.log = prototype.info = prototype.debug = out;
prototype.error = prototype.warn = err;
prototype.dirxml = out;
prototype.groupCollapsed = prototype.group;

const console = {};
for (const name of Object.getOwnPropertyNames(prototype)) {
  if (name !== "constructor") {
    console[name] = prototype[name];
  }
}
console.Console = Console;
module.exports = console;
