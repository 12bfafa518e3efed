import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Knex } from "knex";

const read = (name: string) => readFileSync(join(__dirname, "..", "functions", `${name}.sql`)).toString();

export async function up(knex: Knex) {
  await knex.raw(read("order_total").replace(/\?/g, "\\?"));
}

export async function down(knex: Knex) {
  await knex.raw("DROP FUNCTION order_total(bigint)");
}
