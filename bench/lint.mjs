// `rungs lint` of one new file on top of many: with what those make kept from the time before, and without.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { generate } from './generate.mjs';
import { measureTime, median } from './measure.mjs';

const { values } = parseArgs({
  options: {
    migrations: { type: 'string', default: '1000' },
    runs: { type: 'string', default: '5' },
    rungs: { type: 'string', default: process.env.CARGO_TARGET_DIR ?? 'target' },
  },
});
const RUNGS = resolve(values.rungs, 'release/rungs');
const folder = mkdtempSync(join(tmpdir(), 'rungs-bench-'));
try {
  generate(folder, Number(values.migrations) + 1);
  const cwd = join(folder, 'ts');
  const newest = readdirSync(join(cwd, 'migrations')).sort().at(-1);
  const run = async () => (await measureTime([RUNGS, 'lint', newest], { cwd, env: process.env })).wall;
  const first = await run();
  const times = [];
  for (let index = 0; index < Number(values.runs); index += 1) times.push(await run());
  console.log('| lint of one new file on top of | the first time | after that |');
  console.log('| ---: | ---: | ---: |');
  console.log(`| ${values.migrations} | ${first.toFixed(0)} ms | ${median(times).toFixed(0)} ms (${times.map((time) => time.toFixed(0)).join(', ')}) |`);
} finally {
  rmSync(folder, { recursive: true });
}
