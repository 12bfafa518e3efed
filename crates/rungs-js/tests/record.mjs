// Records what tsx makes of every case: its output, and what it throws, into the case's `expected`.
// Cases with `expected.own` are those where Rungs differs from tsx on purpose; they are written by hand.
// Programs in `packages` are recorded when their packages are installed (`npm install` there).
//
//   node crates/rungs-js/tests/record.mjs PATH-TO-TSX [CASE…]
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const tests = dirname(fileURLToPath(import.meta.url));
const [tsx, ...wanted] = process.argv.slice(2);

function thrown(stderr, folder) {
  const message = /^(?:\w*Error|Failure)(?: \[\w+\])?: .*$/m.exec(stderr)?.[0] ?? "an error";
  const [, file, line, column] =
    stderr.slice(stderr.indexOf(message)).match(new RegExp(`${folder}/([^):\\s]+):(\\d+):(\\d+)`)) ?? [];
  return `throws ${message.replace(/ \[\w+\]:/, ":")}\nat ${file}:${line}:${column}\n`;
}

// The lines NAME=value of a case's file `environment`, if it has one.
function variables(folder) {
  const file = join(folder, "environment");
  const lines = existsSync(file) ? readFileSync(file, "utf8").split("\n") : [];
  return Object.fromEntries(lines.filter(Boolean).map((line) => /^(\w+)=(.*)$/.exec(line).slice(1)));
}

function record(folder, main, expected) {
  const environment = { ...process.env, TZ: "UTC", ...variables(folder) };
  const { stdout, stderr, status } = spawnSync(resolve(tsx), [main], { cwd: folder, encoding: "utf8", env: environment });
  writeFileSync(expected, status === 0 ? stdout : stdout + thrown(stderr, folder));
}

const cases = join(tests, "cases");
for (const name of wanted.length > 0 ? wanted : readdirSync(cases)) {
  const folder = join(cases, name);
  if (!existsSync(join(folder, "expected.own"))) {
    const main = readdirSync(folder).find((file) => file.startsWith("main."));
    record(folder, main, join(folder, "expected"));
  }
}

const packages = join(tests, "packages");
if (wanted.length === 0 && existsSync(join(packages, "node_modules"))) {
  for (const main of readdirSync(packages).filter((file) => file.endsWith(".ts"))) {
    record(packages, main, join(packages, main.replace(/ts$/, "expected")));
  }
}
