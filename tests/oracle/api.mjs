// Knex's API, read off npm's Knex: the methods of each class of builder, and which of them were called by expressions.
import { EventEmitter } from "node:events";
import { createRequire } from "node:module";
import knex from "knex";

const require = createRequire(import.meta.url);
const { Client } = knex;
const pg = knex({ client: "pg" });
const prototypeOf = (instance) => Object.getPrototypeOf(instance);

const RUNS = "sends the statement: tests/cli/data.md, knex-api.md";
const STREAMS = "sends the statement: tests/cli/streams.md";
const JOINS_TRANSACTION = "has no SQL: tests/cli/transactions.md";
const OF_KNEX = "called by Knex, not by users";
const NO_METHOD = "fails in Knex 3.3.0, whose builder has no such method";
const NO_BUILDER = "makes no builder: tests/cli/knex-api.md, streams.md";

/** What has no SQL to compare, with the reason. `*` is any class. */
const EXCLUDED = {
  "*": {
    then: RUNS, catch: RUNS, finally: RUNS, asCallback: RUNS, stream: STREAMS, pipe: STREAMS,
    connection: JOINS_TRANSACTION, transacting: JOINS_TRANSACTION,
  },
  query: { isValidStatementArg: OF_KNEX },
  table: { setSchema: OF_KNEX, toSQL: OF_KNEX },
  view: { setSchema: OF_KNEX, toSQL: OF_KNEX },
  schema: { generateDdlCommands: "gives a promise: tests/cli/knex-api.md" },
  knex: {
    batchInsert: RUNS, transaction: JOINS_TRANSACTION, transactionProvider: JOINS_TRANSACTION, initialize: NO_BUILDER,
    destroy: NO_BUILDER, client: "a property", userParams: "a property", migrate: NO_BUILDER,
    seed: NO_BUILDER, andWhereJsonSubsetOf: NO_METHOD, andWhereJsonNotSubsetOf: NO_METHOD, andWhereJsonSupersetOf: NO_METHOD,
    andWhereJsonNotSupersetOf: NO_METHOD, disableProcessing: "for the API of Knex's CLI", enableProcessing: "for the API of Knex's CLI",
  },
};

/** `[class, prototype]` of what is made from a class; the rest comes with instances, see `watch`. */
const PROTOTYPES = [
  ["query", prototypeOf(pg.queryBuilder())],
  ["join", require("knex/lib/query/joinclause.js").prototype],
  ["analytic", require("knex/lib/query/analytic.js").prototype],
  ["onConflict", prototypeOf(pg("t").insert({}).onConflict())],
  ["schema", prototypeOf(pg.schema)],
  ["raw", prototypeOf(pg.raw(""))],
  ["ref", prototypeOf(pg.ref("a"))],
  ["fn", prototypeOf(pg.fn)],
];

const KINDS = [...PROTOTYPES.map(([kind]) => kind), "table", "column", "view", "foreign", "viewColumn", "knex"];

const called = new Map();
const excluded = new Set();

function know(kind, name) {
  const row = [kind, "*"].find((each) => name in (EXCLUDED[each] ?? {}));
  if (row) excluded.add(`${row}.${name}`);
  if (row || name.startsWith("_") || name === "constructor") return false;
  const key = `${kind}.${name}`;
  if (!called.has(key)) called.set(key, false);
  return !called.get(key);
}

/** Whether the caller of `wrapper` is the text of an expression, not Knex itself. */
function isOfExpression(wrapper) {
  const holder = {};
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 1;
  Error.captureStackTrace(holder, wrapper);
  Error.stackTraceLimit = limit;
  return holder.stack.includes("(eval at ");
}

/** Methods that return objects with methods of their own, and what class we call these. */
const RETURNS = { "table.foreign": "foreign", "foreign.references": "foreign", "view.column": "viewColumn" };

const wrappers = new WeakSet();

/** Notes the first call by an expression; from then on the method is Knex's own again. */
function watchMethod(object, kind, name) {
  const own = Object.getOwnPropertyDescriptor(object, name);
  const given = own?.get ?? own?.value;
  const returns = RETURNS[`${kind}.${name}`];
  if (typeof given !== "function" || !own.configurable || wrappers.has(given) || (!know(kind, name) && !returns)) return;
  const wrapper = function (...args) {
    if (isOfExpression(wrapper)) {
      called.set(`${kind}.${name}`, true);
      if (!returns) Object.defineProperty(object, name, own);
    }
    const result = given.apply(this, args);
    // A column that refers is a column still.
    return returns && !("_tableBuilder" in result) ? watchLayers(result, returns) : result;
  };
  wrappers.add(wrapper);
  Object.defineProperty(object, name, own.get ? { ...own, get: wrapper } : { ...own, value: Object.assign(wrapper, given) });
}

/** Watches what an object and its classes have. */
function watchLayers(object, kind) {
  for (let layer = object; layer && layer !== EventEmitter.prototype && layer !== Object.prototype; layer = prototypeOf(layer)) {
    for (const name of Object.getOwnPropertyNames(layer)) watchMethod(layer, kind, name);
  }
  return object;
}

/** Watches all classes of Knex; to be called once, before the first expression. */
export function watchClasses() {
  for (const [kind, prototype] of PROTOTYPES) watchLayers(prototype, kind);
  // Columns, tables and views that are altered have methods that their classes have not.
  for (const [method, kind] of Object.entries({ tableBuilder: "table", columnBuilder: "column", viewBuilder: "view" })) {
    const make = pg.client[method];
    const layer = [prototypeOf(pg.client), Client.prototype].find((each) => Object.hasOwn(each, method));
    layer[method] = function (...args) {
      const made = watchLayers(make.apply(this, args), kind);
      const { _fn } = made;
      // What alters is added just before the callback.
      if (_fn) made._fn = (...given) => _fn.apply(watchLayers(made, kind), given);
      return made;
    };
  }
  const { schema } = pg;
  schema.createTable("t", (table) => (table.integer("a"), table.foreign("a").references("b").inTable("c")));
  schema.alterTable("t", (table) => table.integer("a"));
  schema.createView("v", (view) => view.as(pg.raw("select 1")));
  schema.alterView("v", (view) => view.column("a").rename("b"));
  schema.toSQL();
  watchKnex(pg);
  const unknown = KINDS.filter((kind) => ![...called.keys()].some((key) => key.startsWith(`${kind}.`)));
  if (unknown.length > 0) throw new Error(`Knex has changed: no methods were found of ${unknown.join(", ")}`);
}

/** Watches the methods of a knex function. */
export function watchKnex(instance) {
  for (const name of Object.getOwnPropertyNames(instance)) {
    if (!(name in Function.prototype) && !(name in EventEmitter.prototype)) watchMethod(instance, "knex", name);
  }
  return instance;
}

/** How many of the methods were called, how many there are, which were not, and which exclusions exclude nothing. */
export function coverage() {
  const missed = [...called].filter(([, was]) => !was).map(([name]) => name);
  const rows = Object.entries(EXCLUDED).flatMap(([kind, names]) => Object.keys(names).map((name) => `${kind}.${name}`));
  const stale = rows.filter((name) => !excluded.has(name));
  return { exercised: called.size - missed.length, total: called.size, missed, stale };
}
