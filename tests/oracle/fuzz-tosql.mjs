// Random builder expressions through npm's Knex and through Rungs: every answer must be equal.
//
//   node fuzz-tosql.mjs --grammar schema --count 5000 [--seed 1] [--binary ../../target/debug/examples/tosql]
//
// Prints the seed; exits with 1 after printing the differences.
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { parseArgs, isDeepStrictEqual } from "node:util";
import { evaluate } from "./tosql.mjs";

process.env.TZ = "UTC";
const { values: options } = parseArgs({
  options: {
    grammar: { type: "string", default: "schema" },
    count: { type: "string", default: "2000" },
    seed: { type: "string", default: String(Date.now() % 2 ** 31) },
    binary: { type: "string", default: new URL("../../target/debug/examples/tosql", import.meta.url).pathname },
    show: { type: "string", default: "20" },
  },
});

const { generate, coverage } = await import(`./generate/${options.grammar}.mjs`);
const seed = Number(options.seed);
const count = Number(options.count);
console.log(`grammar ${options.grammar}, seed ${seed}, ${count} expressions`);

const expressions = Array.from({ length: count }, (_, index) => generate(seed + index));
const answers = await answersOfRungs(expressions);
let differences = 0;
let refused = 0;
for (const [index, given] of expressions.entries()) {
  const expected = evaluate(given);
  if (expected.error) refused += 1;
  if (isDeepStrictEqual(JSON.parse(JSON.stringify(expected)), answers[index])) continue;
  differences += 1;
  if (differences <= Number(options.show)) {
    console.log(`\nseed ${seed + index}: ${JSON.stringify(given)}`);
    console.log(`  Knex:  ${JSON.stringify(expected)}\n  Rungs: ${JSON.stringify(answers[index])}`);
  }
}
if (coverage) {
  const { exercised, total, missed } = coverage(expressions);
  console.log(`${exercised} of ${total} methods exercised${missed.length > 0 ? `, not ${missed.join(", ")}` : ""}`);
}
console.log(`${differences} of ${count} differ (Knex refuses ${refused})`);
process.exitCode = differences > 0 ? 1 : 0;

async function answersOfRungs(lines) {
  const child = spawn(options.binary, { stdio: ["pipe", "pipe", "inherit"] });
  for (const line of lines) child.stdin.write(`${JSON.stringify(line)}\n`);
  child.stdin.end();
  const answers = [];
  for await (const line of createInterface({ input: child.stdout })) answers.push(JSON.parse(line));
  return answers;
}
