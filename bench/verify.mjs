// `rungs verify --all` over many migrations and over half of them, beside Knex's up, down, up of the same.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { generate } from './generate.mjs';
import { measureMemory, measureTime } from './measure.mjs';

const { values } = parseArgs({
  options: {
    migrations: { type: 'string', default: '1000' },
    rungs: { type: 'string', default: process.env.CARGO_TARGET_DIR ?? 'target' },
    knex: { type: 'boolean', default: false },
  },
});
const RUNGS = resolve(values.rungs, 'release/rungs');
const CLI = join(resolve(import.meta.dirname, '../tests/oracle/node_modules'), 'knex/bin/cli.js');
const COUNT = Number(values.migrations);

/** Milliseconds for `verify --all`, on the clock and of the processor with its server's, and its peak in MiB without the server. */
async function verify(count) {
  const folder = mkdtempSync(join(tmpdir(), 'rungs-bench-'));
  try {
    generate(folder, count);
    const options = { cwd: join(folder, 'ts'), env: process.env };
    const { wall, cpu } = await measureTime([RUNGS, 'verify', '--all'], options);
    const memory = await measureMemory([RUNGS, 'verify', '--all'], options);
    return { wall, cpu, memory };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Milliseconds that Knex takes for `latest`, `rollback --all`, `latest`, which judges nothing. */
function knex(count) {
  const folder = mkdtempSync(join(tmpdir(), 'rungs-bench-'));
  const server = process.env.RUNGS_TEST_SERVER;
  if (!server) throw new Error('RUNGS_TEST_SERVER must be the URL of an empty database');
  try {
    generate(folder, count);
    const options = { cwd: join(folder, 'js'), env: { ...process.env, DATABASE_URL: server }, stdio: 'ignore' };
    const start = performance.now();
    for (const command of [['migrate:latest'], ['migrate:rollback', '--all'], ['migrate:latest']]) {
      execFileSync('node', [CLI, ...command], options);
    }
    return performance.now() - start;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const half = await verify(COUNT / 2);
const whole = await verify(COUNT);
const row = (name, { wall, cpu, memory }) =>
  console.log(`| ${name} | ${(wall / 1000).toFixed(1)} s | ${(cpu / 1000).toFixed(1)} s | ${memory?.toFixed(0)} MiB |`);
console.log('| | clock | processor | memory |\n| --- | ---: | ---: | ---: |');
row(`\`verify --all\` of ${COUNT / 2}`, half);
row(`\`verify --all\` of ${COUNT}`, whole);
console.log(`| twice as many take | ${(whole.wall / half.wall).toFixed(2)} × | ${(whole.cpu / half.cpu).toFixed(2)} × | |`);
if (values.knex) {
  const peer = knex(COUNT);
  console.log(`| Knex, up, down, up of ${COUNT} | ${(peer / 1000).toFixed(1)} s (${(whole.wall / peer).toFixed(2)} ×) | | |`);
}
