// Writes a Knex project of many migrations in TypeScript and in JavaScript, and for psql a file with the same statements.
import { createRequire } from 'node:module';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const MODULES = new URL('../tests/oracle/node_modules/', import.meta.url).pathname;
const { knex } = createRequire(join(MODULES, 'x.js'))('knex');

/** What each migration does; its text is what the migrations hold. */
const define = (table) => {
  table.increments('id');
  table.string('name').notNullable();
  table.integer('amount').notNullable().defaultTo(0);
  table.timestamps(true, true);
  table.index('name');
  table.index('amount');
  table.index(['name', 'amount']);
};
const body = define.toString().split('\n').slice(1, -1).join('\n    ').trimStart();

const typescript = (name) => `import { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable("${name}", (table) => {
    ${body}
  });
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable("${name}");
}
`;

const javascript = (name) => `exports.up = async (knex) => {
  await knex.schema.createTable('${name}', (table) => {
    ${body}
  });
};

exports.down = async (knex) => {
  await knex.schema.dropTable('${name}');
};
`;

const config = `{ client: "pg", connection: process.env.DATABASE_URL, pool: { min: 0, max: 2 } }`;

/** The statements that Knex runs for the ledger on an empty database, in front of the migrations. */
const LEDGER = [
  'create table "knex_migrations" ("id" serial primary key, "name" varchar(255), "batch" integer, "migration_time" timestamptz)',
  'create table "knex_migrations_lock" ("index" serial primary key, "is_locked" integer)',
  'insert into "knex_migrations_lock" ("is_locked") values (0)',
  'begin',
  'update "knex_migrations_lock" set "is_locked" = 1 where "is_locked" = 0',
];

/**
 * Writes `ts/`, `js/` and `statements.sql` into a folder.
 * @param {string} folder where
 * @param {number} count how many migrations
 */
export function generate(folder, count) {
  const pg = knex({ client: 'pg' });
  const statements = [...LEDGER];
  for (const kind of ['ts', 'js']) {
    mkdirSync(join(folder, kind, 'migrations'), { recursive: true });
    symlinkSync(MODULES, join(folder, kind, 'node_modules'));
  }
  writeFileSync(join(folder, 'ts/knexfile.ts'), `export default ${config};\n`);
  writeFileSync(join(folder, 'js/knexfile.js'), `module.exports = ${config};\n`);
  for (let index = 0; index < count; index += 1) {
    const name = `table_${String(index).padStart(4, '0')}`;
    const stem = `${20240101000000 + index}_${name}`;
    writeFileSync(join(folder, 'ts/migrations', `${stem}.ts`), typescript(name));
    writeFileSync(join(folder, 'js/migrations', `${stem}.js`), javascript(name));
    statements.push(...pg.schema.createTable(name, define).toSQL().map(({ sql }) => sql));
    statements.push(`insert into "knex_migrations" ("batch", "migration_time", "name") values (1, now(), '${stem}.ts')`);
  }
  statements.push('update "knex_migrations_lock" set "is_locked" = 0', 'commit');
  writeFileSync(join(folder, 'statements.sql'), statements.map((statement) => `${statement};\n`).join(''));
}
