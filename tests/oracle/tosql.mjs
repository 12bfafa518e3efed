// What npm's Knex makes of a builder expression, in the form that Rungs' `tosql` example prints.
import knex from "knex";

const silent = { log: { debug() {}, warn() {}, error() {}, deprecate() {} } };

/**
 * Evaluates `{ expression, config }` or an expression alone; gives `{ statements, text }`, `{ text }` or `{ error }`.
 * @param prepare is handed the knex function that the expression is evaluated with
 */
export function evaluate(given, prepare = () => {}) {
  const { expression, config = {} } = typeof given === "string" ? { expression: given } : given;
  const settings = Object.fromEntries(Object.entries(config).map(([key, value]) => [key, evaluated(value)]));
  const client = knex({ client: "pg", ...silent, ...settings });
  prepare(client);
  try {
    const built = (0, eval)(`(knex) => (${expression})`)(client);
    if (typeof built === "string") return { text: built };
    return { statements: [].concat(built.toSQL()).map(statement), text: String(built) };
  } catch (error) {
    // Node goes on to draw what was circular.
    return { error: `${error.name}: ${error.message}`.split("\n")[0] };
  }
}

// Functions in a configuration are written as text: "=>(value, origImpl) => origImpl(value)".
function evaluated(value) {
  return typeof value === "string" && value.startsWith("=>") ? eval(`(${value.slice(2)})`) : value;
}

function statement({ sql, bindings, method, returning, pluck, output }) {
  const row = { sql, bindings: plain(bindings || []) };
  if (method) row.method = method;
  if (returning !== undefined) row.returning = plain(returning);
  if (pluck !== undefined) row.pluck = pluck;
  if (output) row.output = true;
  return row;
}

function plain(value) {
  if (typeof value === "bigint") return { $bigint: String(value) };
  if (value === undefined) return { $undefined: true };
  if (typeof value === "number" && !Number.isFinite(value)) return { $number: String(value) };
  // A raw among the columns of `returning`: only that there is one matters.
  if (value && typeof value.toSQL === "function") return true;
  if (value instanceof Date) return { $date: value.getTime() };
  if (value instanceof Uint8Array) return { $bytes: Array.from(value) };
  if (Array.isArray(value)) return value.map(plain);
  if (value && typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, plain(entry)]));
  }
  return value;
}
