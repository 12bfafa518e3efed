// Random expressions of what is neither a query nor a schema: raws, references, knex.fn, user parameters.
import { Choice } from "./random.mjs";

const SQL = ["'now()'", "'a = ?', [1]", "'?? = ?', ['t.c', null]", "':a: < :b', { a: 'x', b: 2 }", "'a \\\\? b'", "'?', 'one'", "'', []", "'?', [[1, 2]]"];
const UUIDS = ["'b5eb9ad7-8b0d-4c0e-9f3d-5a5fd63e3c1c'", "'00000000-0000-0000-0000-000000000000'", "'B5EB9AD7-8B0D-4C0E-9F3D-5A5FD63E3C1C'"];

class Rest extends Choice {
  setting = () => this.one([".timeout(10)", ".timeout(10, { cancel: true })", ".debug()", ".debug(true)", ".options({ a: 1 })", ".queryContext({ a: 1 })", ".wrap('(', ')')", ".wrap('', ' x')"]);
  raw = () => `knex.raw(${this.one(SQL)})${this.some(0, 2, this.setting).join("")}`;
  set = () => `knex.raw('select 0').set(${this.one(SQL)})${this.some(0, 1, this.setting).join("")}`;
  reference = () =>
    `knex.ref(${this.one(["'a'", "'t.a'", "'s.t.a'", "'a as b'", "'*'"])})${this.some(0, 2, () => this.one([".as('x')", ".withSchema('s')", ".set('y', [1])", this.setting])).join("")}`;
  bytes = () => {
    const digits = this.one(UUIDS).replace(/['-]/g, "");
    return `Buffer.from('${digits}', 'hex')${this.one(["", "", ".subarray(0, 4)"])}`;
  };
  fn = () =>
    this.one([
      () => `knex.fn.uuidToBin(${this.one(UUIDS)}${this.one(["", ", true", ", false"])}).toString('hex')`,
      () => `knex.fn.binToUuid(${this.bytes()}${this.one(["", ", true", ", false"])})`,
      () => `knex.raw('?, ?', [knex.fn.now(${this.one(["", "3", "0", "'6'"])}), knex.fn.uuid()])`,
      () => `knex('t').where('id', knex.fn.uuidToBin(${this.one(UUIDS)}))`,
    ]);
  parameters = () => `knex.withUserParams({ a: ${this.one(["1", "'x'", "null"])} })${this.one(["('t').where('a', 1)", ".from('t').select('b')", ".raw('select 1')", ".schema.dropTable('t')"])}`;
  schema = () =>
    `knex.schema${this.one([".debug()", ".options({ a: 1 })", ".queryContext({ a: 1 })"])}.${this.one(["dropTable('t')", "hasTable('t')", "raw('select 1')", "createView('v', (v) => v.as(knex('t')))"])}${this.one(["", ".toQuery()", ".toSQL()[0].sql", ".toString()"])}`;
  alterType = () => `knex.schema.alterTable('t', (t) => { t.${this.one(["string('a', 9)", "integer('b')", "enum('c', ['x'])"])}.alterType(${this.one(["'text'", "'bigint'", "'enum'"])})${this.one(["", ".alter()", ".notNullable()"])} })`;
  printed = () => `${this.one([this.raw, this.reference])}${this.one([".toQuery()", ".toString()", ".toSQL().sql", ".toSQL().toNative().sql"])}`;
  expression = () => this.one([this.raw, this.set, this.reference, this.fn, this.parameters, this.schema, this.alterType, this.printed]);
}

/** One expression. */
export function generate(seed) {
  return new Rest(seed).expression();
}
