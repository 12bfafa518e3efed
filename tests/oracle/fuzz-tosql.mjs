// Random builder expressions through npm's Knex and through Rungs: every answer must be equal.
//
//   node fuzz-tosql.mjs --count 100000 [--grammar all] [--seed 1] [--binary ../../target/debug/examples/tosql]
//
// Prints the seed; exits with 1 after printing the differences, and when `all` leaves out a method of Knex's API.
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { parseArgs, isDeepStrictEqual } from "node:util";
import { coverage, watchClasses, watchKnex } from "./api.mjs";
import { evaluate } from "./tosql.mjs";

process.env.TZ = "UTC";
const { values: options } = parseArgs({
  options: {
    grammar: { type: "string", default: "all" },
    count: { type: "string", default: "2000" },
    seed: { type: "string", default: String(Date.now() % 2 ** 31) },
    binary: { type: "string", default: new URL("../../target/debug/examples/tosql", import.meta.url).pathname },
    show: { type: "string", default: "20" },
  },
});

const { generate } = await import(`./generate/${options.grammar}.mjs`);
const seed = Number(options.seed);
const count = Number(options.count);
console.log(`grammar ${options.grammar}, seed ${seed}, ${count} expressions`);

const isWhole = options.grammar === "all";
const expressions = [];
const expected = [];
watchClasses();
// Rare methods may want some more.
const isEnough = () => expected.length >= (isWhole && coverage().missed.length > 0 ? 10 * count : count);
while (!isEnough()) {
  expressions.push(generate(seed + expressions.length));
  expected.push(JSON.parse(JSON.stringify(evaluate(expressions.at(-1), watchKnex))));
}
const answers = await answersOfRungs(expressions);
let differences = 0;
for (const [index, answer] of answers.entries()) {
  if (isDeepStrictEqual(expected[index], answer)) continue;
  differences += 1;
  if (differences <= Number(options.show)) {
    console.log(`\nseed ${seed + index}: ${JSON.stringify(expressions[index])}`);
    console.log(`  Knex:  ${JSON.stringify(expected[index])}\n  Rungs: ${JSON.stringify(answer)}`);
  }
}
const { exercised, total, missed, stale } = coverage();
console.log(`${exercised} of ${total} methods`);
const isComplete = !isWhole || (missed.length === 0 && stale.length === 0);
if (!isComplete) console.log(`not exercised: ${missed.join(", ")}\nexcluded, but not of Knex: ${stale.join(", ")}`);
const refused = expected.filter(({ error }) => error).length;
console.log(`${differences} of ${expected.length} differ (Knex refuses ${refused})`);
process.exitCode = answers.length < expected.length || differences > 0 || !isComplete ? 1 : 0;

async function answersOfRungs(lines) {
  const child = spawn(options.binary, { stdio: ["pipe", "pipe", "inherit"] });
  for (const line of lines) child.stdin.write(`${JSON.stringify(line)}\n`);
  child.stdin.end();
  const answers = [];
  for await (const line of createInterface({ input: child.stdout })) answers.push(JSON.parse(line));
  return answers;
}
