// Records what npm's Knex answers to the expressions of *.jsonl files, into the same files.
//
//   node record-tosql.mjs ../../crates/rungs-knex/tests/tosql
//
// A line is {"expression": "knex.schema…"}, with "config" where the knexfile matters; this adds "expected".
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { evaluate } from "./tosql.mjs";

process.env.TZ = "UTC";
const [folder] = process.argv.slice(2);
if (!folder) {
  console.error("usage: node record-tosql.mjs FOLDER");
  process.exit(2);
}

const files = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith(".jsonl"));
for (const name of files.sort()) {
  const path = join(folder, name);
  const cases = readFileSync(path, "utf8").split("\n").filter(Boolean).map((line) => JSON.parse(line));
  const recorded = cases.map(({ expected, ...given }) => ({ ...given, expected: evaluate(given) }));
  writeFileSync(path, recorded.map((row) => `${JSON.stringify(row)}\n`).join(""));
  console.log(`${name}: ${recorded.length}`);
}
