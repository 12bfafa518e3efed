import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("create text search configuration simple_english (copy = english)");
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("drop text search configuration simple_english");
}
