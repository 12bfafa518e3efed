import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("create publication everything for all tables");
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("drop publication everything");
}
