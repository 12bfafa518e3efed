import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("create role reader");
  await knex.raw("grant select on all tables in schema public to reader");
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("drop owned by reader");
  await knex.raw("drop role reader");
}
