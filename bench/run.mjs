// Rungs, Knex and psql side by side. See README.md.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { delayProxy } from './delay-proxy.mjs';
import { generate } from './generate.mjs';
import { measureMemory, measureTime, median } from './measure.mjs';

const { values } = parseArgs({
  options: {
    migrations: { type: 'string', default: '1000' },
    runs: { type: 'string', default: '5' },
    'round-trip': { type: 'string', default: '5' },
    rungs: { type: 'string', default: process.env.CARGO_TARGET_DIR ?? 'target' },
  },
});
const SERVER = process.env.RUNGS_TEST_SERVER;
if (!SERVER) throw new Error('RUNGS_TEST_SERVER must be the URL of a server whose user may create databases');

const RUNGS = resolve(values.rungs, 'release/rungs');
const RUNS = Number(values.runs);
const ORACLE = resolve(import.meta.dirname, '../tests/oracle/node_modules');
const CLI = join(ORACLE, 'knex/bin/cli.js');
const TSX = `file://${join(ORACLE, 'tsx/dist/loader.mjs')}`;
const FOLDER = mkdtempSync(join(tmpdir(), 'rungs-bench-'));
const DATABASE = `rungs_bench_${process.pid}`;

const url = new URL(SERVER);
url.pathname = `/${DATABASE}`;

/** Who takes part; psql says for itself what is the same work. */
const players = {
  Rungs: { cwd: 'ts', command: [RUNGS, 'migrate:latest'], version: [RUNGS, '--version'] },
  'Knex with tsx': { cwd: 'ts', command: ['node', '--import', TSX, CLI, 'migrate:latest'], version: ['node', CLI, '--version'] },
  'Knex, plain JS': { cwd: 'js', command: ['node', CLI, 'migrate:latest'] },
  psql: {
    cwd: '.',
    command: ['psql', '-qX', '-v', 'ON_ERROR_STOP=1', '-f', 'statements.sql', '-d'],
    nothing: ['psql', '-qX', '-c', 'select 1', '-d'],
    version: ['psql', '--version'],
  },
};

function administer(...statements) {
  const env = { ...process.env, PGOPTIONS: '-c client_min_messages=warning' };
  const commands = statements.flatMap((statement) => ['-c', statement]);
  execFileSync('psql', ['-qX', '-d', SERVER, ...commands], { env, stdio: ['ignore', 'ignore', 'inherit'] });
}

/** Also takes the database from a session whose last words are still in the slow link. */
function drop() {
  administer(
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${DATABASE}'`,
    `drop database if exists ${DATABASE}`,
  );
}

function empty() {
  drop();
  administer(`create database ${DATABASE} template template0`);
}

/** psql takes the URL as its last argument, the others from the environment. */
function complete(command, target) {
  return command.at(-1) === '-d' ? [...command, target] : command;
}

/**
 * Measures each player at one task.
 * @param {{ command: (player) => string[] | undefined, target?: string, before?: () => void, prepare?: (player) => Promise<void>, runs?: number }} task
 */
async function measure({ command, target = url.href, before = () => {}, prepare = async () => {}, runs = RUNS }) {
  const results = {};
  for (const [name, player] of Object.entries(players)) {
    if (!command(player)) continue;
    const options = { cwd: join(FOLDER, player.cwd), env: { ...process.env, DATABASE_URL: target } };
    await prepare(player, options);
    const times = [];
    for (let run = 0; run < runs; run += 1) {
      before();
      times.push(await measureTime(complete(command(player), target), options));
    }
    before();
    const memory = await measureMemory(complete(command(player), target), options);
    results[name] = { wall: median(times.map(({ wall }) => wall)), cpu: median(times.map(({ cpu }) => cpu)), memory };
  }
  return results;
}

function print(title, results) {
  console.log(`\n### ${title}\n\n| | wall, ms | client CPU, ms | peak, MiB | wall : Rungs |\n| --- | ---: | ---: | ---: | ---: |`);
  for (const [name, { wall, cpu, memory }] of Object.entries(results)) {
    const ratio = (wall / results.Rungs.wall).toFixed(2);
    console.log(`| ${name} | ${wall.toFixed(0)} | ${cpu.toFixed(0)} | ${memory?.toFixed(1) ?? '–'} | ${ratio} |`);
  }
}

const all = (player) => player.command;
const migrateFirst = async (player, options) => {
  if (player.nothing) return;
  empty();
  await measureTime(player.command, options);
};

try {
  generate(FOLDER, Number(values.migrations));
  empty();
  print('Start: --version', await measure({ command: (player) => player.version }));
  print('Nothing to do', await measure({ command: (player) => player.nothing ?? player.command, prepare: migrateFirst }));
  print(`From empty: ${values.migrations} migrations`, await measure({ command: all, before: empty }));
  const roundTrip = Number(values['round-trip']);
  const proxy = await delayProxy({ host: url.hostname, port: Number(url.port || 5432), roundTrip });
  const far = new URL(url);
  far.host = `127.0.0.1:${proxy.port}`;
  print(`From empty over a link with ${roundTrip} ms round trip`, await measure({ command: all, before: empty, target: far.href, runs: 1 }));
  proxy.close();
} finally {
  drop();
  rmSync(FOLDER, { recursive: true });
}
