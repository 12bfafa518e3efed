// Random expressions of knex.schema: every method, common arguments mostly, odd ones now and then.
import { Choice } from "./random.mjs";

const TABLES = ["'users'", "'user_sessions'", "'Orders'", "'app.events'", "'odd-name'", "'with space'"];
const COLUMNS = ["'id'", "'name'", "'user_id'", "'createdBy'", "'a b'", "'price'", "'we\"ird'", "'x.y'"];
const TEXTS = ["'plain'", "'it\\'s'", "'two \\'\\' quotes'", "'back\\\\slash'", "'äöü ☃'", "''", "'what?'", "'100%'"];
const NUMBERS = ["0", "1", "-3", "2.5", "1e21", "1e-7", "12345678901"];
const PLAIN_TYPES = [
  "tinyint", "smallint", "mediumint", "integer", "int", "bigint", "biginteger", "bigInteger", "float", "double", "real",
  "serial", "boolean", "bool", "date", "time", "year", "geometry", "geography", "point", "char", "text", "tinytext",
  "mediumText", "longtext", "binary", "varbinary", "blob", "longBlob", "set", "json", "jsonb", "tinyText", "mediumtext", "longText",
  "tinyblob", "tinyBlob", "mediumblob", "mediumBlob", "longblob",
];
const DROPS = [
  "dropTable", "dropTableIfExists", "dropView", "dropViewIfExists", "dropMaterializedView",
  "dropMaterializedViewIfExists", "createSchema", "createSchemaIfNotExists", "createExtension",
  "createExtensionIfNotExists", "dropExtension", "dropExtensionIfExists",
];
const WRAPPERS = [
  "=>(value, origImpl) => origImpl(value.toUpperCase())",
  "=>(value, origImpl, context) => origImpl(context && context.prefix ? context.prefix + value : value)",
  "=>(value, origImpl, context) => origImpl(value + (context === undefined ? '' : JSON.stringify(context).replace(/\"/g, '')))",
];

class Schema extends Choice {
  table = () => this.one(this.maybe(0.1) ? [...TABLES, "5", "knex.raw('raw_table')", "null", "undefined"] : TABLES);
  column = () => this.one(COLUMNS);
  text = () => this.one(TEXTS);
  number = () => this.one(NUMBERS);
  name = () => this.one(["'my_name'", "'MyName'", "'schema.name'", "'my-name'"]);
  raw = () =>
    this.one([
      "knex.raw('now()')", "knex.raw('lower(name)')", "knex.raw('?', [1])", "knex.raw('??', ['a.b'])", "knex.fn.now()",
      "knex.fn.now(3)", "knex.raw('gen_random_uuid()')", "knex.raw(':a:', {a: 'col'})", "knex.raw(\"'it''s'\")",
      "knex.ref('a.b')", "knex.fn.uuid()",
    ]);
  nothing = () => this.one(["undefined", "null"]);
  columns = () =>
    this.one([
      this.column, this.column, () => this.list(1, 3, this.column), () => this.list(1, 2, this.column),
      () => this.list(1, 2, this.raw), this.raw, "[]",
    ]);
  list = (from, to, rule) => `[${this.some(from, to, rule).join(", ")}]`;
  values = () => this.list(0, 3, () => this.one([this.text, this.text, this.number, "null", "true"]));
  context = () => this.one(["{ prefix: 'p_' }", "{ a: 1, b: ['x'] }", "null", "'text'", "7"]);
  predicate = () =>
    this.one([
      "knex.whereNull('deleted_at')", "knex.where('a', 1)", "knex.whereRaw('a > 0')", "knex.whereNotNull('b').orWhere('c', '>', 2)",
      "knex.select('a')", "knex.raw('x')", "knex.where({ a: 1, b: null })", "knex.where((q) => q.where('a', 1).orWhereNull('b'))",
      "knex.whereIn('a', [1, 2])", "knex('t').where('a', knex.raw('?', [1]))", "true",
    ]);
  object = (entries) => {
    const chosen = Object.entries(entries).filter(() => this.maybe(0.5));
    return `{ ${chosen.map(([key, rule]) => `${key}: ${this.one([rule])}`).join(", ")} }`;
  };
  flag = () => this.one(["true", "false", "undefined"]);
  deferrable = () => this.one(["'immediate'", "'deferred'", "'not deferrable'", "undefined"]);

  // Columns
  type = (isAlter) =>
    this.one([
      () => `${this.one(PLAIN_TYPES)}(${this.column()})`,
      () => `${this.one(["string", "varchar"])}(${this.column()}${this.one(["", "", ", 50", ", '30'", ", null", ", 'x'"])})`,
      () => `decimal(${this.column()}${this.one(["", ", 10", ", 10, 3", ", null", ", '5', '1'", ", undefined, 4"])})`,
      () => `${this.one(["increments", "bigIncrements", "bigincrements"])}(${this.one(["", this.column, () => `${this.column()}, ${this.object({ primaryKey: this.flag })}`])})`,
      () => `uuid(${this.column()}${this.one(["", () => `, ${this.object({ primaryKey: this.flag, useBinaryUuid: this.flag })}`])})`,
      () => `${this.one(["timestamp", "datetime", "dateTime"])}(${this.column()}${this.one(["", "", ", true", ", false, 3", ", true, 0", ", null", () => `, ${this.object({ useTz: this.flag, precision: "6" })}`, ", { precision: null }", ", { useTz: 'no' }"])})`,
      () => `${this.one(["enum", "enu"])}(${this.column()}, ${this.values()}${this.one(["", "", () => `, ${this.object({ useNative: this.flag, existingType: this.flag, enumName: this.name, schemaName: "'other'" })}`])})`,
      () => `bit(${this.column()}, ${this.one(["{ length: 4 }", "{ length: false }", "{}", "'abc'", "3"])})`,
      () => `json(${this.column()}, ${this.flag()})`,
      () => `specificType(${this.column()}, ${this.one(["'text[]'", "'tsvector'", "knex.raw('int4range')", "undefined"])})`,
    ]);
  default = () =>
    this.one([
      this.text, this.text, this.number, this.raw, this.raw, "true", "false", "'false'", "'true'", "null", "undefined", "",
      "{ a: 1, 'b c': [true, null] }", "[1, 'two', { three: 3 }]", "[]", "{}", "'{}'", "JSON.stringify({ it: \"it's\" })",
      "knex.select('a').from('b')", "10n", "NaN", "-0", "Infinity", "[undefined, null, ['x']]",
      "{ nested: { date: new Date(0), none: undefined } }",
    ]);
  check = () =>
    this.one([
      () => `check(${this.one(["'a > 0'", "'?? > ?', ['a', 1]", "'a > 0', undefined, 'my_check'"])})`,
      () => `checkPositive(${this.one(["", this.name])})`,
      () => `checkNegative(${this.one(["", this.name])})`,
      () => `checkIn(${this.values()}${this.one(["", () => `, ${this.name()}`])})`,
      () => `checkNotIn(${this.values()}${this.one(["", () => `, ${this.name()}`])})`,
      () => `checkBetween(${this.one(["[1, 5]", "['a', 'z']", "[[1, 2], [10, 20]]", "[]", "[1]", "[[1]]"])}${this.one(["", () => `, ${this.name()}`])})`,
      () => `checkLength(${this.one(["'='", "'>='", "'<>'", "'?'", "'LIKE'", "'nope'", "undefined"])}, ${this.one(["5", "'8'", "undefined", "null", "'x'"])}${this.one(["", () => `, ${this.name()}`])})`,
      () => `checkRegex(${this.text()}${this.one(["", () => `, ${this.name()}`])})`,
    ]);
  action = () => this.one(["'CASCADE'", "'SET NULL'", "'no action'", "undefined", "''"]);
  target = () =>
    this.one([
      () => `references(${this.one(COLUMNS.slice(0, -1))}).${this.one(["inTable", "on"])}(${this.one(TABLES)})`,
      () => `references(${this.one(["'users.id'", "'app.users.id'", "'a.b.c.d'"])})`,
      () => `references(${this.list(1, 2, this.column)}).inTable(${this.one(TABLES)})`,
    ]);
  keyOptions = () =>
    this.some(0, 2, () =>
      this.one([
        () => `.onDelete(${this.action()})`, () => `.onUpdate(${this.action()})`, () => `.withKeyName(${this.name()})`,
        () => `.deferrable(${this.one(["'immediate'", "'DEFERRED'", "undefined"])})`,
      ]),
    ).join("");
  modifier = (isAlter) =>
    this.one([
      "notNullable()", "notNull()", "nullable()", "nullable(false)", "nullable(true)", "unsigned()", "first()", "after('x')",
      "collate('C')", () => `${this.one(["defaultTo", "defaultTo", "defaultsTo", "default"])}(${this.default()})`,
      () => `comment(${this.one([this.text, this.text, "null", "undefined"])})`,
      () => `index(${this.indexTail()})`, () => `unique(${this.uniqueTail()})`, () => `primary(${this.primaryTail()})`,
      this.check, () => `${this.target()}${this.keyOptions()}`, () => `queryContext(${this.context()})`,
      ...(isAlter
        ? ["alter()", "alter()", () => `alter(${this.object({ alterNullable: this.flag, alterType: this.flag })})`, "drop()"]
        : []),
    ]);
  columnCall = (isAlter) => {
    const modifiers = this.some(0, 3, () => `.${this.modifier(isAlter)}`).join("");
    return `t.${this.type(isAlter)}${modifiers}`;
  };

  // Keys and indexes: the arguments behind the columns
  indexTail = () =>
    this.one([
      "", "", this.name, () => `${this.one([this.name, this.nothing])}, ${this.one(["'gin'", "'hash'", () => this.object({ indexType: this.one(["'UNIQUE'", "'unique'", "'FULLTEXT'"]), storageEngineIndexType: "'btree'", predicate: this.predicate })])}`,
    ]);
  uniqueTail = () =>
    this.one([
      "", "", this.name, this.nothing,
      () => this.object({ indexName: this.name, deferrable: this.deferrable, useConstraint: this.flag, predicate: this.predicate }),
    ]);
  primaryTail = () =>
    this.one(["", "", this.name, this.nothing, () => this.object({ constraintName: this.name, deferrable: this.deferrable })]);
  behind = (columns, tail) => (tail ? `${columns}, ${tail}` : columns);
  key = () =>
    this.one([
      () => `t.index(${this.behind(this.columns(), this.indexTail())})`,
      () => `t.index(${this.behind(this.columns(), this.indexTail())})`,
      () => `t.unique(${this.behind(this.columns(), this.uniqueTail())})`,
      () => `t.primary(${this.one([() => this.behind(this.columns(), this.primaryTail()), () => this.behind(this.columns(), this.primaryTail()), ""])})`,
      () => `t.foreign(${this.columns()}${this.one(["", () => `, ${this.name()}`])}).${this.target()}${this.keyOptions()}`,
      () => `t.foreign(${this.columns()})`,
    ]);
  namedDrop = () =>
    `t.${this.one(["dropUnique", "dropUniqueIfExists", "dropIndex", "dropForeign", "dropForeignIfExists"])}(${this.one([this.columns, this.columns, () => `${this.columns()}, ${this.name()}`, ""])})`;
  any = () =>
    this.one([
      this.key, this.key, this.key, this.namedDrop,
      () => `t.${this.one(["dropPrimary", "dropPrimaryIfExists"])}(${this.one(["", this.name])})`,
      () => `t.timestamps(${this.one(["", "true", "true, true", "false, true", "true, true, true", "false, false, true", () => this.object({ useTimestamps: this.flag, defaultToNow: this.flag, useCamelCase: this.flag })])})`,
      () => `t.comment(${this.one([this.text, this.text, this.text, "5"])})`,
      () => `t.check(${this.one(["'a > 0'", "'?? > ?', ['a', 1]", "'a > 0', undefined, 'my_check'", "'a > :x', { x: 1 }, 'named'", "'a in (?)', [1], null"])})`,
      () => `t.queryContext(${this.context()})`,
    ]);
  created = () =>
    this.one([
      () => this.columnCall(false), () => this.columnCall(false), () => this.columnCall(false), this.any,
      () => `t.inherits(${this.one(TABLES)})`,
      ...(this.maybe(0.1) ? [() => this.late(false)] : []),
      ...(this.maybe(0.05) ? ["t.engine('InnoDB')", "t.charset('utf8')", "t.collate('x')"] : []),
    ]);
  altered = () =>
    this.one([
      () => this.columnCall(true), () => this.columnCall(true), this.any, this.namedDrop,
      () => `t.renameColumn(${this.column()}, ${this.column()})`,
      () => `t.${this.one(["setNullable", "dropNullable"])}(${this.one([this.column, this.column, () => this.list(1, 2, this.column)])})`,
      () => `t.${this.one(["dropColumn", "dropColumns"])}(${this.one([this.column, () => this.some(1, 3, this.column).join(", "), () => this.list(0, 3, this.column)])})`,
      () => `t.dropTimestamps(${this.one(["", "true", "false", "1"])})`,
      () => `t.dropChecks(${this.one(["'c1'", "['c1', 'c2']", "'c1', 'c2'", "", "[]", "null"])})`,
      ...(this.maybe(0.1) ? [() => this.late(true)] : []),
      ...(this.maybe(0.03) ? ["t.inherits('p')"] : []),
    ]);
  // Chains that go on after other calls: `const c = t.string('a'); t.index('b'); c.unique();`
  late = (isAlter) => {
    const between = this.some(0, 2, isAlter ? this.altered : this.created).map((call) => `${call}; `).join("");
    return `{ const c = ${this.columnCall(isAlter)}; ${between}c.${this.modifier(isAlter)}; }`;
  };
  callback = (rule) => `${this.one(["(t) =>", "(t) =>", "(table, t = table) =>"])} { ${this.some(0, 5, rule).map((call) => `${call}; `).join("")}}`;

  // Views
  select = () =>
    this.one([
      "knex('users').select('id', 'name')", "knex.select('a').from('b').where('c', 'd')", "knex.raw('select ? as one', [1])",
      "'select 1'", "knex.raw('select * from t')",
    ]);
  viewCall = () =>
    this.one([
      () => `t.columns(${this.columns()})`, () => `t.as(${this.select()})`, () => `t.as(${this.select()})`, "t.checkOption()",
      "t.localCheckOption()", "t.cascadedCheckOption()", () => `t.queryContext(${this.context()})`,
    ]);
  viewChange = () =>
    this.one([
      () => `t.column(${this.column()}).rename(${this.column()})`, () => `t.column(${this.column()}).defaultTo(${this.one([this.text, this.number, this.raw])})`,
      () => `t.column(${this.column()}).rename('x').defaultTo('1')`,
    ]);

  call = () =>
    this.one([
      ...Array(6).fill(() => `.${this.one(["createTable", "createTable", "createTable", "createTableIfNotExists"])}(${this.table()}, ${this.callback(this.created)})`),
      ...Array(5).fill(() => `.${this.one(["table", "alterTable"])}(${this.table()}, ${this.callback(this.altered)})`),
      () => `.createTableLike(${this.table()}, ${this.table()}${this.one(["", () => `, ${this.callback(this.created)}`])})`,
      () => `.${this.one(["createView", "createViewOrReplace", "createMaterializedView"])}(${this.table()}, (t) => { t.as(${this.select()}); ${this.some(0, 3, this.viewCall).join("; ")} })`,
      () => `.${this.one(["alterView", "view"])}(${this.table()}, ${this.callback(this.viewChange)})`,
      () => `.${this.one(DROPS)}(${this.table()})`,
      () => `.${this.one(DROPS)}(${this.table()})`,
      () => `.${this.one(["renameTable", "renameView"])}(${this.table()}, ${this.table()})`,
      () => `.hasTable(${this.one(TABLES)})`,
      () => `.hasColumn(${this.one(TABLES)}, ${this.column()})`,
      () => `.refreshMaterializedView(${this.table()}${this.one(["", ", true", ", false"])})`,
      () => `.${this.one(["dropSchema", "dropSchemaIfExists"])}(${this.table()}${this.one(["", ", true", ", false"])})`,
      () => `.raw(${this.one(["'select 1'", "'select ?', [1]", "'select :a', { a: 2 }", "'select ??', ['x']"])})`,
    ]);
  settings = () =>
    (this.maybe(0.25) ? `.withSchema(${this.one(["'app'", "'My Schema'", "'a.b'", "undefined", "''"])})` : "") +
    (this.maybe(0.15) ? `.queryContext(${this.context()})` : "");
  expression = () => {
    const [before, after] = this.maybe(0.8) ? [this.settings(), ""] : ["", this.settings()];
    return `knex.schema${before}${this.some(1, this.maybe(0.2) ? 3 : 1, this.call).join("")}${after}`;
  };
}

/** One expression, with a configuration now and then. */
export function generate(seed) {
  const schema = new Schema(seed);
  const expression = schema.expression();
  if (schema.maybe(0.8)) return expression;
  const config = {};
  if (schema.maybe(0.7)) config.wrapIdentifier = schema.one(WRAPPERS);
  if (schema.maybe(0.4)) config.defaultDateTimePrecision = 3;
  return { expression, config };
}
