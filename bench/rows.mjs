// Rungs and Knex move many rows, side by side. See README.md.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { measureMemory, measureTime, median } from './measure.mjs';

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '1000000' },
    runs: { type: 'string', default: '3' },
    only: { type: 'string', default: '' },
    rungs: { type: 'string', default: process.env.CARGO_TARGET_DIR ?? 'target' },
    'rungs-only': { type: 'boolean', default: false },
  },
});
const SERVER = process.env.RUNGS_TEST_SERVER;
if (!SERVER) throw new Error('RUNGS_TEST_SERVER must be the URL of a server whose user may create databases');

const ORACLE = resolve(import.meta.dirname, '../tests/oracle/node_modules');
const CLI = join(ORACLE, 'knex/bin/cli.js');
const RUNS = Number(values.runs);
const FOLDER = mkdtempSync(join(tmpdir(), 'rungs-bench-rows-'));
const DATABASE = `rungs_bench_rows_${process.pid}`;
const url = new URL(SERVER);
url.pathname = `/${DATABASE}`;

const players = { Rungs: [resolve(values.rungs, 'release/rungs')] };
if (!values['rungs-only']) players.Knex = ['node', CLI];

/** What is made, and how often: the text of these functions is what the migrations hold. */
const person = (index) => ({
  name: `Person ${index}`,
  email: `Person.${index}@Example.COM`,
  score: index % 1000,
  active: index % 3 === 0,
  born: new Date(Date.UTC(1950 + (index % 60), index % 12, 1 + (index % 28))),
});

const tasks = {
  insert: {
    title: '`batchInsert` of one array',
    up: `await knex.batchInsert('people', Array.from({ length: ROWS }, (_, index) => person(index)));`,
  },
  'insert-chunks': {
    title: '`batchInsert` of 10,000 rows at a time',
    up: `for (let start = 0; start < ROWS; start += 10000) {
    const length = Math.min(10000, ROWS - start);
    await knex.batchInsert('people', Array.from({ length }, (_, index) => person(start + index)), 1000);
  }`,
  },
  update: {
    title: 'read, transformed, updated in batches of 1,000',
    filled: true,
    up: `let last = 0;
  for (;;) {
    const people = await knex('people').where('id', '>', last).orderBy('id').limit(1000);
    if (people.length === 0) break;
    const rows = people.map(({ id, email, score, born }) => [
      id, email.trim().toLowerCase(), score + (born.getUTCFullYear() % 10),
    ]);
    await knex.raw(
      \`update people set email = v.email, score = v.score
       from (values \${rows.map(() => '(?::int, ?::text, ?::int)').join(', ')}) as v (id, email, score)
       where people.id = v.id\`,
      rows.flat(),
    );
    last = people.at(-1).id;
  }`,
  },
  stream: {
    title: 'streamed, transformed, upserted in batches of 1,000',
    filled: true,
    // Within one transaction nothing can be sent while a stream is read.
    config: '{ transaction: false }',
    up: `let batch = [];
  const write = () => knex('people').insert(batch).onConflict('id').merge(['email', 'score']);
  for await (const row of knex('people').select('*').stream()) {
    batch.push({ ...row, email: row.email.toLowerCase(), score: row.score + 1 });
    if (batch.length === 1000) {
      await write();
      batch = [];
    }
  }
  if (batch.length > 0) await write();`,
  },
};

const migration = ({ up, config = '{}' }) => `const ROWS = ${Number(values.rows)};
const person = ${person};

exports.config = ${config};

exports.up = async (knex) => {
  ${up}
};

exports.down = async () => {};
`;

const SCHEMA = `create table people (
  id serial primary key, name text not null, email text not null, score int not null, active boolean not null, born timestamptz
)`;
const FILL = `insert into people (name, email, score, active, born)
  select 'Person ' || i, 'Person.' || i || '@Example.COM', i % 1000, i % 3 = 0, timestamptz '1950-01-01' + i * interval '1 hour'
  from generate_series(1, ${Number(values.rows)}) as i`;

function psql(database, ...statements) {
  const env = { ...process.env, PGOPTIONS: '-c client_min_messages=warning' };
  const commands = statements.flatMap((statement) => ['-c', statement]);
  execFileSync('psql', ['-qX', '-v', 'ON_ERROR_STOP=1', '-d', database, ...commands], { env, stdio: ['ignore', 'ignore', 'inherit'] });
}

function drop() {
  psql(SERVER, `drop database if exists ${DATABASE} with (force)`);
}

function prepare({ filled }) {
  drop();
  psql(SERVER, `create database ${DATABASE} template template0`);
  psql(url.href, SCHEMA, ...(filled ? [FILL] : []), 'vacuum analyze people', 'checkpoint');
}

function project(name, task) {
  const folder = join(FOLDER, name);
  mkdirSync(join(folder, 'migrations'), { recursive: true });
  symlinkSync(ORACLE, join(folder, 'node_modules'));
  writeFileSync(join(folder, 'knexfile.js'), `module.exports = { client: 'pg', connection: process.env.DATABASE_URL };\n`);
  writeFileSync(join(folder, 'migrations/20240101000000_rows.js'), migration(task));
  return folder;
}

/** One after the other, in turns, so that what the machine does beside meets both. */
async function measure(task, cwd) {
  const options = { cwd, env: { ...process.env, DATABASE_URL: url.href } };
  const times = Object.fromEntries(Object.keys(players).map((name) => [name, []]));
  for (let run = 0; run < RUNS; run += 1) {
    for (const [name, command] of Object.entries(players)) {
      prepare(task);
      times[name].push(await measureTime([...command, 'migrate:latest'], options));
    }
  }
  const results = {};
  for (const [name, command] of Object.entries(players)) {
    prepare(task);
    const memory = await measureMemory([...command, 'migrate:latest'], options);
    results[name] = { wall: median(times[name].map(({ wall }) => wall)), cpu: median(times[name].map(({ cpu }) => cpu)), memory };
  }
  return results;
}

function print(title, results) {
  for (const [name, { wall, cpu, memory }] of Object.entries(results)) {
    // Without runs only memory is measured.
    const shown = (number, digits) => (Number.isFinite(number) ? number.toFixed(digits) : '–');
    const ratio = shown(wall / results.Rungs.wall, 2);
    console.log(`| ${title} | ${name} | ${shown(wall / 1000, 1)} | ${shown(cpu / 1000, 1)} | ${memory?.toFixed(1) ?? '–'} | ${ratio} |`);
  }
}

try {
  const wanted = values.only ? values.only.split(',') : Object.keys(tasks);
  console.log(`### ${Number(values.rows).toLocaleString('en')} rows\n`);
  console.log('| | | wall, s | client CPU, s | peak, MiB | wall : Rungs |\n| --- | --- | ---: | ---: | ---: | ---: |');
  for (const name of wanted) print(tasks[name].title, await measure(tasks[name], project(name, tasks[name])));
} finally {
  drop();
  rmSync(FOLDER, { recursive: true });
}
