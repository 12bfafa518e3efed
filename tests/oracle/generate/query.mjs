// Random expressions of the query builder: every method in every form of its arguments, odd ones now and then.
import knex from "knex";
import { Choice } from "./random.mjs";

const pg = knex({ client: "pg" });

const TABLES = ["'users'", "'accounts as a'", "'app.events'", "'Orders'", "'odd-name'", "'t1'"];
const COLUMNS = [
  "'id'", "'name'", "'users.id'", "'a.b as c'", "'createdBy'", "'a b'", "'we\"ird'", "'arr[1]'", "'x.y.z'", "'*'", "'users.*'",
  "'price AS cost'", "'data'", "'what?'",
];
const PLAIN = ["'id'", "'name'", "'users.id'", "'createdBy'", "'data'"];
const OPERATORS = [
  "'='", "'<'", "'>='", "'<>'", "'!='", "'like'", "'NOT LIKE'", "'ilike'", "'~*'", "'@>'", "'?'", "'?|'", "'?&'", "'&&'", "'||'",
  "'similar to'", "'in'", "'not in'", "'between'", "'not between'", "'is'", "'is not'", "'IN '",
];
const ODD_OPERATORS = ["'xor'", "'constructor '", "undefined", "null", "''", "'= '", "knex.raw('IS DISTINCT FROM')"];
const STRINGS = ["'plain'", "'it\\'s'", "'back\\\\slash'", "'äöü ☃'", "''", "'50%'", "'{\"b\": 1.0, \"a\": [1, 2]}'", "'5'", "'line\\nbreak'"];
const PATHS = ["'$.name'", "'$.a.b'", "'$.list[0]'", "'{a,b}'", "'$'", "'a.b.c[1][2]'"];

// The families of conditions: how a name is made from a stem, and what its arguments are.
const WHERE_NAMES = {
  basic: ["where", "andWhere", "orWhere", "whereNot", "andWhereNot", "orWhereNot"],
  column: ["whereColumn", "andWhereColumn", "orWhereColumn", "whereNotColumn", "andWhereNotColumn", "orWhereNotColumn"],
  raw: ["whereRaw", "andWhereRaw", "orWhereRaw"],
  exists: ["whereExists", "orWhereExists", "whereNotExists", "orWhereNotExists"],
  in: ["whereIn", "orWhereIn", "whereNotIn", "orWhereNotIn"],
  null: ["whereNull", "orWhereNull", "whereNotNull", "orWhereNotNull"],
  between: ["whereBetween", "andWhereBetween", "orWhereBetween", "whereNotBetween", "andWhereNotBetween", "orWhereNotBetween"],
  like: ["whereLike", "andWhereLike", "orWhereLike", "whereILike", "andWhereILike", "orWhereILike"],
  json: [
    "whereJsonObject", "andWhereJsonObject", "orWhereJsonObject", "whereNotJsonObject", "andWhereNotJsonObject",
    "orWhereNotJsonObject", "whereJsonSupersetOf", "orWhereJsonSupersetOf", "whereJsonNotSupersetOf",
    "orWhereJsonNotSupersetOf", "whereJsonSubsetOf", "orWhereJsonSubsetOf", "whereJsonNotSubsetOf", "orWhereJsonNotSubsetOf",
  ],
  path: ["whereJsonPath", "andWhereJsonPath", "orWhereJsonPath"],
};
const HAVING_NAMES = {
  basic: ["having", "andHaving", "orHaving"],
  raw: ["havingRaw", "orHavingRaw"],
  null: ["havingNull", "andHavingNull", "orHavingNull", "havingNotNull", "andHavingNotNull", "orHavingNotNull"],
  exists: ["havingExists", "andHavingExists", "orHavingExists", "havingNotExists", "andHavingNotExists", "orHavingNotExists"],
  between: ["havingBetween", "andHavingBetween", "orHavingBetween", "havingNotBetween", "andHavingNotBetween", "orHavingNotBetween"],
  in: ["havingIn", "andHavingIn", "orHavingIn", "havingNotIn", "andHavingNotIn", "orHavingNotIn"],
};
const ON_NAMES = {
  columns: ["on", "andOn", "orOn"],
  value: ["onVal", "andOnVal", "orOnVal"],
  null: ["onNull", "andOnNull", "orOnNull", "onNotNull", "andOnNotNull", "orOnNotNull"],
  exists: ["onExists", "andOnExists", "orOnExists", "onNotExists", "andOnNotExists", "orOnNotExists"],
  between: ["onBetween", "andOnBetween", "orOnBetween", "onNotBetween", "andOnNotBetween", "orOnNotBetween"],
  in: ["onIn", "andOnIn", "orOnIn", "onNotIn", "andOnNotIn", "orOnNotIn"],
  json: ["onJsonPathEquals", "andOnJsonPathEquals", "orOnJsonPathEquals"],
};
const JOINS = [
  "join", "innerJoin", "leftJoin", "leftOuterJoin", "rightJoin", "rightOuterJoin", "outerJoin", "fullOuterJoin", "crossJoin",
];

class Query extends Choice {
  depth = 0;

  // Leaves
  table = () => this.one([...TABLES, ...TABLES, this.deeper(() => this.subquery(), () => "'deep'"), () => `{ t: ${this.one(TABLES)} }`, this.raw]);
  column = () => (this.maybe(0.12) ? this.one([this.raw, this.reference, "1"]) : this.one(COLUMNS));
  plain = () => this.one(PLAIN);
  string = () => this.one(STRINGS);
  number = () => this.one(["0", "1", "-3", "2.5", "1e21", "42", "12345678901"]);
  value = () =>
    this.one([
      this.string, this.string, this.number, this.number, "true", "false", "null", "[1, 'two', null]", "new Date(86400000)",
      "new (class Money { constructor() { this.cents = 5 } })()", "[[1, 2], [3, 4]]", "NaN", "Infinity", "[new Date(5), { a: 'q\"' }, true, '\\\\']",
      "{ a: 1, 'b c': ['x', null] }", this.raw, this.deeper(() => this.subquery(), () => "7"), "10n",
      () => (this.maybe(0.2) ? "undefined" : "'given'"),
    ]);
  scalar = () => this.one([this.string, this.number, "true", "null", "new Date(1e12)"]);
  raw = () =>
    this.one([
      "knex.raw('now()')", "knex.raw('lower(name)')", "knex.raw('? + ?', [1, 'b'])", "knex.raw('??', ['a.b'])",
      "knex.raw(':v + :c: ', { v: 3, c: 'a.b' })", "knex.raw('a \\\\? b and c = ?', 5)", "knex.raw('??::text = ?', ['x', null])",
      "knex.raw(':a::int = :b:::text and \\\\:c', { a: 1, b: 'col', c: 2 })", "knex.raw('x').wrap('(', ')')",
      "knex.raw('? in (?)', [knex.ref('a'), knex.raw('1, 2')])", "knex.fn.now()", "knex.fn.now(3)", "knex.fn.uuid()",
      "knex.raw('?', [[1, 2]])", "knex.raw('exists ?', [knex('r').where('s', 1)])", "knex.raw('x in ?', [function () { this.from('f').where('g', 2) }])", "knex.raw('?', 'one')", "knex.raw('? = ?', [1])", "knex.raw('?', [undefined])",
    ].slice(0, this.maybe(0.03) ? 19 : 17));
  reference = () =>
    this.one(["knex.ref('a.b')", "knex.ref('id').as('x')", "knex.ref('t.c').withSchema('s')", "knex.ref('c').withSchema('s').as('d')"]);
  columns = () =>
    this.one([
      this.column, () => this.args(1, 3, this.column), () => this.list(1, 3, this.column), () => `{ x: ${this.column()} }`,
      () => `${this.column()}, { y: ${this.plain()}, z: ${this.one([this.plain, this.raw])} }`,
      this.deeper(() => `${this.query()}.as('s')`, () => "'c'"),
      this.deeper(() => this.callback(), () => "'c'"),
    ]);
  operator = () => this.one(this.maybe(0.05) ? ODD_OPERATORS : OPERATORS);
  list = (from, to, rule) => `[${this.args(from, to, rule)}]`;
  args = (from, to, rule) => this.some(from, to, rule).join(", ");

  // Queries inside queries
  deeper(rule, otherwise) {
    return () => {
      if (this.depth >= 2) return otherwise();
      this.depth += 1;
      const text = rule();
      this.depth -= 1;
      return text;
    };
  }
  query = () => `knex${this.one([() => `(${this.one(TABLES)})`, () => `.from(${this.one(TABLES)})`, () => `.select(${this.column()})`])}${this.some(0, 3, this.clause).join("")}`;
  callback = () => {
    const body = `${this.one([".select('x')", ".select('a', 'b')", ""])}.from(${this.one(TABLES)})${this.some(0, 2, this.clause).join("")}`;
    return this.one([`function () { this${body} }`, `(qb) => { qb${body} }`]);
  };
  subquery = () => this.one([this.callback, this.query, () => `${this.query()}.as('sub')`]);
  conditions = () => {
    const body = this.some(0, 3, this.where).join("");
    return body ? this.one([`function () { this${body} }`, `(qb) => { qb${body} }`]) : "function () {}";
  };
  group = this.deeper(this.conditions, () => "function () { this.where('deep', 1) }");
  nested = this.deeper(this.subquery, () => "knex('deep').select('id')");

  // Conditions
  object = (rule) => {
    const keys = ["id", "name", "'t.a'", "'b c'"].filter(() => this.maybe(0.4));
    return `{ ${keys.map((key) => `${key}: ${rule()}`).join(", ")} }`;
  };
  comparison = () => {
    const operator = this.operator();
    const word = operator.replace(/'/g, "").trim().toLowerCase();
    if (word.endsWith("between")) return `${this.column()}, ${operator}, ${this.pair()}`;
    if (word === "in" || word === "not in") return `${this.column()}, ${operator}, ${this.values()}`;
    return `${this.column()}, ${operator}, ${this.maybe(0.2) ? "null" : this.value()}`;
  };
  pair = () => (this.maybe(0.03) ? this.one(["[1]", "'ab'", "undefined"]) : this.list(2, 2, this.value));
  values = () =>
    this.one([() => this.list(0, 4, this.scalar), () => this.list(1, 3, this.value), this.nested, this.raw, () => this.scalar()]);
  condition = () =>
    this.one([
      () => `${this.column()}, ${this.value()}`, () => `${this.column()}, ${this.value()}`, this.comparison, this.comparison,
      () => this.object(this.value), this.group, this.raw, "true", "false", () => (this.maybe(0.1) ? this.column() : "'a', 1"),
      () => `${this.raw()}, ${this.operator()}, ${this.value()}`,
    ]);
  tuples = () => `${this.list(2, 2, this.plain)}, ${this.one([() => this.list(1, 3, () => this.list(2, 2, this.scalar)), this.nested])}`;
  rawArguments = () =>
    this.one([this.raw, "'a > b'", "'a = ?', [1]", "'?? = ?', ['x.y', null]", "':c: = :v', { c: 'k', v: 'w' }", "'x = ?', 'y'"]);
  families = {
    basic: this.condition,
    column: () =>
      this.one([
        () => `${this.plain()}, ${this.plain()}`, () => `${this.plain()}, ${this.one(["'='", "'<'", "'>='"])}, ${this.column()}`,
        () => this.object(this.plain), this.group,
      ]),
    raw: this.rawArguments,
    exists: this.nested,
    in: () => this.one([() => `${this.column()}, ${this.values()}`, this.tuples]),
    null: this.column,
    between: () => `${this.column()}, ${this.pair()}`,
    like: () => `${this.one([this.column, () => this.list(2, 2, this.plain)])}, ${this.value()}`,
    json: () => `${this.plain()}, ${this.one([() => this.object(this.scalar), this.string, this.nested, "[1, 2]", "null"])}`,
    path: () => `${this.plain()}, ${this.one(PATHS)}, ${this.one(["'='", "'>'", "'!='", "'x'"])}, ${this.one([this.scalar, "0.5", "'0x1f'", "'7 '", "{ a: 1 }"])}`,
  };
  of = (names, families) => {
    const family = this.one(Object.keys(names));
    return `.${this.one(names[family])}(${families[family]()})`;
  };
  where = () =>
    this.maybe(0.06)
      ? this.one([`.or${this.of(WHERE_NAMES, this.families)}`, `.not${this.of(WHERE_NAMES, this.families)}`, `.and${this.of(WHERE_NAMES, this.families)}`,
          () => `.whereWrapped(${this.group()})`, ".whereJsonHasNone('a', ['b'])"].slice(0, this.maybe(0.05) ? 5 : 4))
      : this.of(WHERE_NAMES, this.families);
  having = () =>
    this.maybe(0.05)
      ? `.havingWrapped(${this.group()})`
      : this.of(HAVING_NAMES, {
          ...this.families,
          basic: () => this.one([() => `${this.column()}, ${this.one(["'>'", "'='", "'<>'"])}, ${this.value()}`, this.group, this.raw, () => this.object(this.scalar)].slice(0, this.maybe(0.1) ? 4 : 3)),
          in: () => this.one([() => `${this.column()}, ${this.values()}`, () => `${this.list(2, 2, this.plain)}, ${this.list(1, 2, () => this.list(2, 2, this.scalar))}`]),
        });

  // Joins
  on = () => {
    if (this.maybe(0.08)) return this.one([() => `.or${this.on()}`, () => `.and${this.on()}`, ".type('left lateral')"]);
    return this.of(ON_NAMES, {
      columns: () =>
        this.one([
          () => `${this.column()}, ${this.column()}`, () => `${this.column()}, ${this.one(["'='", "'<'", "'like'"])}, ${this.column()}`,
          () => `{ 'a.id': 'b.id', 'a.x': 'b.y' }`, this.raw, () => `${this.plain()}, '=', ${this.nested()}`,
          this.deeper(() => `function () { this${this.some(0, 2, this.on).join("")} }`, () => "'p', 'q'"),
        ]),
      value: () =>
        this.one([() => `${this.column()}, ${this.value()}`, () => `${this.column()}, ${this.one(["'>'", "'='"])}, ${this.value()}`, () => "{ a: 1, 'b.c': 'x' }",
          this.deeper(() => `function () { this${this.some(1, 2, this.on).join("")} }`, () => "'p', 'q'")]),
      null: this.column,
      exists: this.nested,
      between: () => `${this.column()}, ${this.pair()}`,
      in: () => this.one([() => `${this.column()}, ${this.values()}`, () => `${this.list(2, 2, this.plain)}, ${this.list(1, 2, () => this.list(2, 2, this.scalar))}`]),
      json: () => `${this.plain()}, ${this.one(PATHS)}, ${this.plain()}, ${this.one(PATHS)}`,
    });
  };
  join = () =>
    this.maybe(0.12)
      ? `.joinRaw(${this.one([this.rawArguments, "'natural full join table1'", "'left join t on t.id = ?', [3]"])})`
      : `.${this.one(JOINS)}(${this.table()}${this.one([
          "", () => `, ${this.column()}, ${this.column()}`, () => `, ${this.column()}, ${this.one(["'='", "'>'"])}, ${this.column()}`,
          () => `, { 'a.id': 'b.id'${this.one(["", ", 'a.x': 'b.x'"])} }`, () => `, ${this.raw()}`, () => `, function () { this${this.some(0, 3, this.on).join("")} }`,
          // `using` returns a number: nothing can follow.
          () => `, function () { this${this.some(0, 2, this.on).join("")}.using(${this.one([this.plain, () => this.list(1, 2, this.plain)])}) }`,
          () => `, (j) => { j${this.some(1, 3, this.on).join("")} }`,
        ])})`;

  // Select lists
  aggregate = () => {
    const options = this.one(["", "", () => `, { as: ${this.plain()} }`, ", { distinct: true }"]);
    const column = this.one([this.plain, this.plain, "'a as b'", "'x AS y'", () => this.list(1, 3, this.plain), () => `{ s: ${this.plain()}, t: ['a', 'b'] }`, this.raw, "{ u: knex.raw('v') }", "'*'"]);
    return this.one([
      () => `.${this.one(["count", "min", "max", "sum", "avg", "sumDistinct", "avgDistinct"])}(${column}${options})`,
      () => `.count(${this.one(["", "'*'", "undefined, { as: 'n' }"])})`,
      () => `.countDistinct(${this.one([this.plain, () => this.args(1, 3, this.plain), () => `${this.args(1, 2, this.plain)}, { as: 'd' }`, "", () => this.list(1, 2, this.plain), "{ a: 'b' }"])})`,
    ]);
  };
  directed = () => this.one([this.plain, () => `{ column: ${this.plain()}, order: ${this.one(["'desc'", "'asc'", "undefined"])} }`]);
  analytic = () => {
    const parts = this.one([this.directed, () => this.list(1, 2, this.directed), () => `(o) => { o${this.some(0, 2, () => `.${this.one(["orderBy", "partitionBy"])}(${this.one([this.plain, () => `${this.plain()}, 'desc'`, () => this.list(1, 2, this.plain)])})`).join("")} }`, "knex.raw('partition by a order by ?', [1])"]);
    return `.${this.one(["rank", "denseRank", "rowNumber"])}(${this.one(["'r'", "null", "'alias.x'"])}, ${parts}${this.one(["", "", () => `, ${this.directed()}`, () => `, ${this.list(1, 2, this.directed)}`])})`;
  };
  json = () =>
    this.one([
      () => `.jsonExtract(${this.plain()}, ${this.one(PATHS)}${this.one(["", ", 'x'", ", 'x', false"])})`,
      () => `.jsonExtract([[${this.plain()}, ${this.one(PATHS)}, 'x'], [${this.plain()}, '$.k']]${this.one(["", ", true"])})`,
      () => `.jsonExtract([{ column: ${this.plain()}, path: '$.p', alias: 'q' }])`,
      () => `.${this.one(["jsonSet", "jsonInsert"])}(${this.plain()}, ${this.one(PATHS)}, ${this.scalar()}${this.one(["", ", 'alias'"])})`,
      () => `.jsonRemove(${this.one([this.plain, this.nested])}, ${this.one(PATHS)}${this.one(["", ", 'alias'"])})`,
      () => `.jsonSet(knex.jsonExtract('d', '$.a').from('t'), '$.b', 1, 'n')`,
    ]);
  selection = () =>
    this.one([
      () => `.${this.one(["select", "columns", "column"])}(${this.columns()})`, () => `.select(${this.columns()})`,
      () => `.distinct(${this.one(["", this.columns])})`, () => `.distinctOn(${this.one([this.plain, () => this.list(1, 2, this.plain), () => (this.maybe(0.1) ? "" : "'a'")])})`,
      this.aggregate, this.aggregate, this.analytic, this.json,
    ]);

  // The rest of a select
  statement = () => this.one([this.nested, this.nested, () => this.raw()]);
  with = () =>
    `.${this.one(["with", "withRecursive", "withMaterialized", "withNotMaterialized", "withWrapped", "withRecursiveWrapped"])}(${this.one(["'cte'", "'other'", () => (this.maybe(0.05) ? "5" : "'w'")])}, ${this.one(["", "", "['a', 'b'], ", () => (this.maybe(0.05) ? "[], " : "")])}${this.maybe(0.02) ? "'text'" : this.statement()})`;
  union = () =>
    `.${this.one(["union", "unionAll", "intersect", "except"])}(${this.one([
      this.nested, () => `${this.nested()}, ${this.one(["true", "false"])}`, () => `[${this.nested()}, ${this.nested()}]`,
      () => `[${this.nested()}], true`, () => `${this.nested()}, ${this.nested()}`, () => `${this.nested()}, ${this.raw()}, true`,
    ])})`;
  order = () =>
    this.one([
      () => `.orderBy(${this.column()}${this.one(["", ", 'desc'", ", 'ASC'", ", 'down'", ", 'asc', 'first'", ", undefined, 'last'", ", knex.raw('using <')"])})`,
      () => `.orderBy([${this.args(1, 3, () => this.one([this.plain, () => `{ column: ${this.column()}, order: ${this.one(["'desc'", "'asc'", "undefined"])}${this.one(["", ", nulls: 'last'"])} }`, "3"]))}])`,
      () => `.orderBy(${this.nested()}, 'desc')`, () => `.orderByRaw(${this.rawArguments()})`,
    ]);
  limits = () =>
    this.one([
      () => `.limit(${this.one(["10", "0", "'7'", "-1", "'x'", "3, { skipBinding: true }", "4, true", "2.9"])})`,
      () => `.offset(${this.one(["10", "0", "'7'", "'x'", "3, { skipBinding: true }", "knex.raw('?', [2])", "null", () => (this.maybe(0.1) ? "-1" : "5")])})`,
    ]);
  lock = () =>
    `.${this.one(["forUpdate", "forShare", "forNoKeyUpdate", "forKeyShare"])}(${this.one(["", "'a'", "'a', 'b.c'", "['x', 'y']", "'a', ''"])})${this.one(["", "", ".skipLocked()", ".noWait()", () => (this.maybe(0.1) ? ".noWait().skipLocked()" : "")])}`;
  clear = () =>
    this.one([
      () => `.clear(${this.one(["'with'", "'select'", "'columns'", "'hintComments'", "'where'", "'union'", "'join'", "'group'", "'order'", "'having'", "'limit'", "'offset'", "'counter'", "'counters'", () => (this.maybe(0.1) ? "'nothing'" : "'where'")])})`,
      () => `.${this.one(["clearSelect", "clearWhere", "clearGroup", "clearOrder", "clearHaving", "clearCounters"])}()`,
      () => `.${this.one(["clearSelect", "clearWhere", "clearGroup", "clearOrder", "clearHaving"])}()`,
    ]);
  odd = () =>
    this.one([
      () => `.comment(${this.one(["'by hand'", "'second'", () => (this.maybe(0.1) ? this.one(["'a /* b'", "5", "'?'"]) : "'x'")])})`,
      () => `.hintComment(${this.one(["'NO_ICP(users)'", "['A(b)', 'C(d)']", "''", () => (this.maybe(0.1) ? this.one(["'/*'", "7", "'?'"]) : "'x'")])})`,
      ".withSchema('app')", ".withSchema('App Schema')", () => `.from(${this.table()})`, () => `.table(${this.one(TABLES)}, { only: true })`, () => `.into(${this.one(TABLES)})`,
      () => `.fromRaw(${this.rawArguments()})`, ".as('named')", this.clear, ".skipLocked()", ".noWait()", () => (this.depth === 0 ? ".clone()" : ""),
      ".modify((qb, column) => { qb.where(column, 1) }, 'm')", ".fromJS({ select: ['a', 'b'], where: ['c', 1], limit: 3 })", ".queryContext({ a: 1 })",
      ".timeout(10)", ".debug(false)", ".options({ a: 1 })",
    ].slice(this.maybe(0.9) ? 0 : 10));
  grouping = () =>
    this.one([
      () => `.groupBy(${this.one([this.column, () => this.args(1, 3, this.column), () => this.list(1, 2, this.column), this.raw])})`,
      () => `.groupByRaw(${this.rawArguments()})`,
    ]);
  clause = () =>
    this.one([
      this.where, this.where, this.where, this.selection, this.selection, this.join, this.grouping, this.having, this.order, this.limits,
      this.lock, this.with, this.union, this.odd,
    ]);

  // Statements
  row = () => this.object(this.value);
  rows = () =>
    this.one([
      this.row, () => this.list(0, 3, this.row), () => this.list(1, 3, () => `{ id: ${this.scalar()}, name: ${this.scalar()} }`), this.nested,
      "[]", "{}", "[{}]", "[{}, {}]", "{ a: undefined, b: 1 }", "{ z: 1, a: 2, M: 3, é: 4, 10: 5, 9: 6 }", "[{ a: 1 }, { b: 2 }, { a: 3, c: 4 }]", "null", "[{ a: 1 }, null, { b: 2 }]",
      () => this.raw(), "{ json: { deep: { x: [1, null, undefined] } }, list: [1, 'b'] }",
    ]);
  returning = () => this.one(["'id'", "['id', 'name as n']", "'*'", "[]", "''", "{ alias: 'col' }", "knex.raw('now()')", "['a', knex.raw('b + 1')]", "'id', { includeTriggerModifications: true }"]);
  returningCall = () => this.one(["", "", () => `.returning(${this.returning()})`]);
  conflict = () =>
    `.onConflict(${this.one(["", "'id'", "['a', 'b.c']", "knex.raw('(a) where b')", "[]"])})${this.one([".ignore()", ".merge()", ".merge(['a', 't.b'])", () => `.merge(${this.row()})`, ".merge({ n: knex.raw('excluded.n + 1'), m: 2 })", ".merge('a')"])}`;
  insert = () =>
    `${this.some(0, 1, this.with).join("")}.insert(${this.rows()}${this.one(["", "", () => `, ${this.returning()}`])})${this.one(["", "", this.conflict, () => `${this.conflict()}${this.where()}`])}${this.returningCall()}`;
  update = () =>
    `${this.some(0, 1, this.with).join("")}${this.one([
      () => `.update(${this.row()}${this.one(["", () => `, ${this.returning()}`])})`,
      () => `.update(${this.plain()}, ${this.value()}${this.one(["", () => `, ${this.returning()}`])})`,
      () => `.update({ a: 1 }).update({ b: 2, a: 3 })`, () => `.update(${this.row()}).updateFrom(${this.table()})`,
      () => `.${this.one(["increment", "decrement"])}(${this.one([this.plain, () => `${this.plain()}, ${this.one(["3", "-2", "'4'", "1.5", "'x'"])}`, "{ a: 1, b: -2, c: '3' }"])})`,
      () => `.increment('n').decrement({ m: 2 }).update({ n: 5, k: ${this.value()} })`, ".increment('n').clearCounters().update({ a: 1 })",
    ])}${this.some(0, 2, this.where).join("")}${this.returningCall()}`;
  delete = () =>
    `${this.some(0, 1, this.with).join("")}${this.some(0, 2, this.where).join("")}.${this.one(["delete", "del"])}(${this.one(["", "", this.returning])})${this.one([
      "", () => `.using(${this.one(["'other'", "['a', 'b as c']", "{ x: 'y' }"])})`,
      () => `.${this.one(JOINS)}(${this.one(TABLES)}, 'a.id', ${this.one(["'='", "'>'"])}, 'b.id')`, () => `.join('b', { 'a.id': 'b.id', 'a.k': 'b.k' })`, () => (this.maybe(0.3) ? ".limit(1)" : ""),
      () => (this.maybe(0.3) ? ".having('a', '>', 1)" : ""), () => (this.maybe(0.3) ? ".first()" : ""),
    ])}${this.returningCall()}`;
  finish = () =>
    this.one([
      () => `.first(${this.one(["", this.columns])})`, () => `.pluck(${this.one(["'id'", "'t.id'", "'a.b.c'", () => (this.maybe(0.05) ? "" : "'x'")])})`,
      () => `.from('plain').columnInfo(${this.one(["", "'id'"])})`, () => `.truncate(${this.one(["", "'other'"])})`, ".toQuery()", ".toString()", ".toSQL().toNative().sql", () => (this.maybe(0.1) ? ".upsert({ a: 1 })" : ""),
    ]);
  start = () => this.one([() => `knex(${this.table()})`, () => `knex(${this.one(TABLES)})`, "knex.queryBuilder()", () => `knex.withSchema('s').from(${this.table()})`, () => `knex(${this.one(TABLES)}, { only: true })`, () => `knex${this.clause()}`.replace(/^knex\.(or|not|and|clone|skipLocked|noWait|timeout|options|queryContext|modify|forUpdate|forShare|forNoKeyUpdate|forKeyShare|comment|hintComment|clear|whereColumn|andWhereColumn|orWhereColumn)\b/, "knex.queryBuilder().$1")]);
  expression = () =>
    this.one([
      () => `knex${this.clause() || ".debug()"}${this.some(0, 2, this.clause).join("")}`,
      () => `knex${this.one([this.selection, this.aggregate, this.join, this.union, this.where, this.having, this.json])}`,
      () => `knex${this.of({ json: WHERE_NAMES.json }, this.families)}`,
      () => `knex${this.one([this.insert, this.update, this.delete, this.clear, this.returningCall, this.finish]) || ".as('x')"}`,
      () => `knex.queryBuilder()${this.some(1, 4, this.clause).join("")}`,
      () => `${this.start()}${this.some(0, 5, this.clause).join("")}`, () => `${this.start()}${this.some(0, 5, this.clause).join("")}`,
      () => `${this.start()}${this.some(0, 3, this.clause).join("")}${this.finish()}`, () => `knex(${this.one(TABLES)})${this.insert()}`,
      () => `knex(${this.one(TABLES)})${this.update()}`, () => `knex(${this.table()})${this.delete()}`, this.raw, this.reference,
    ]);
}

const WRAPPERS = [
  "=>(value, origImpl) => origImpl(value.toUpperCase())",
  "=>(value, origImpl, context) => origImpl(value + (context ? context.a : ''))",
];

/** The expression of a seed: text, or `{ expression, config }`. */
export function generate(seed) {
  const choice = new Query(seed);
  // `knex` has only some of the methods: the rest need a builder first.
  const expression = choice.expression().replace(/\bknex\.(\w+)/g, (whole, name) => (Object.hasOwn(pg, name) ? whole : `knex.queryBuilder().${name}`));
  if (choice.maybe(0.04)) return { expression, config: { wrapIdentifier: choice.one(WRAPPERS) } };
  if (choice.maybe(0.03)) return { expression, config: { useNullAsDefault: true } };
  return expression;
}
