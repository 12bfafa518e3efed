import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("create type price_range as range (subtype = numeric)");
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("drop type price_range");
}
