// Records what tsx makes of every case: its output, and what it throws, into the case's `expected`.
// Cases with `expected.own` are those where Rungs differs from tsx on purpose; they are written by hand.
//
//   node crates/rungs-js/tests/record.mjs PATH-TO-TSX [CASE…]
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const cases = join(dirname(fileURLToPath(import.meta.url)), "cases");
const [tsx, ...wanted] = process.argv.slice(2);

function thrown(stderr, folder) {
  const message = /^(?:\w*Error|Failure)(?: \[\w+\])?: .*$/m.exec(stderr)?.[0] ?? "an error";
  const [, file, line, column] =
    stderr.slice(stderr.indexOf(message)).match(new RegExp(`${folder}/([^):\\s]+):(\\d+):(\\d+)`)) ?? [];
  return `throws ${message.replace(/ \[\w+\]:/, ":")}\nat ${file}:${line}:${column}\n`;
}

for (const name of wanted.length > 0 ? wanted : readdirSync(cases)) {
  const folder = join(cases, name);
  if (existsSync(join(folder, "expected.own"))) {
    continue;
  }
  const main = readdirSync(folder).find((file) => file.startsWith("main."));
  const { stdout, stderr, status } = spawnSync(resolve(tsx), [main], { cwd: folder, encoding: "utf8", env: { ...process.env, TZ: "UTC" } });
  writeFileSync(join(folder, "expected"), status === 0 ? stdout : stdout + thrown(stderr, folder));
}
