// Random expressions of knex.schema with arguments that nobody should give: what Knex makes of them is still Knex.
import { Choice } from "./random.mjs";

const VALUES = [
  "null", "undefined", "0", "5", "-1.5", "NaN", "true", "false", "''", "'text'", "'a.b'", "[]", "['a']", "['a', ['b', null]]", "{}",
  "{ a: 1 }", "{ primaryKey: 1 }", "knex.raw('x')", "knex.raw('?', [1])", "knex.ref('r.s').as('t')", "10n",
];
const TABLE = [
  "tinyint", "int", "bigint", "decimal", "float", "bit", "boolean", "date", "timestamp", "dateTime", "char", "string", "text",
  "binary", "enum", "enu", "json", "jsonb", "uuid", "increments", "bigIncrements", "specificType", "timestamps", "comment", "check",
  "index", "primary", "unique", "dropPrimary", "dropUnique", "dropIndex", "dropForeign", "dropForeignIfExists", "inherits", "foreign",
];
const ALTERING = ["renameColumn", "dropTimestamps", "setNullable", "dropNullable", "dropChecks", "dropColumn", "dropColumns"];
const COLUMN = [
  "defaultTo", "nullable", "comment", "checkPositive", "checkNegative", "checkIn", "checkNotIn", "checkBetween",
  "checkRegex", "index", "primary", "unique", "unsigned", "collate",
];
const SCHEMA = [
  "dropTable", "renameTable", "dropView", "renameView", "createSchema", "dropSchema", "createExtension",
  "refreshMaterializedView",
];

class Odd extends Choice {
  arguments = (most) => this.some(0, most, () => this.one(VALUES)).join(", ");
  column = (isAlter) =>
    `t.${this.one(["string", "integer", "boolean", "jsonb", "increments"])}('c').${this.one(COLUMN)}(${this.arguments(3)})${isAlter && this.maybe(0.5) ? ".alter()" : ""}`;
  key = () =>
    `t.foreign(${this.arguments(2)}).references(${this.one(["'a'", "'a.b'", "['a', 5]"])})`;
  call = (isAlter) =>
    this.one([
      () => `t.${this.one(isAlter ? [...TABLE, ...ALTERING] : TABLE)}(${this.arguments(3)})`,
      () => this.column(isAlter),
      this.key,
    ]);
  expression = () =>
    this.one([
      () => `knex.schema.createTable('t', (t) => { ${this.some(1, 2, () => this.call(false)).join("; ")} })`,
      () => `knex.schema.alterTable('t', (t) => { ${this.some(1, 2, () => this.call(true)).join("; ")} })`,
      () => `knex.schema.withSchema(${this.one(VALUES)}).table(${this.one(VALUES)}, (t) => { ${this.call(true)} })`,
      () => `knex.schema.${this.one(SCHEMA)}(${this.arguments(2)})`,
      () => `knex.schema.createView(${this.one(VALUES)}, (v) => { v.columns(${this.arguments(1)}); v.as(${this.one(VALUES)}) })`,
    ]);
}

/** One expression. */
export function generate(seed) {
  return new Odd(seed).expression();
}
