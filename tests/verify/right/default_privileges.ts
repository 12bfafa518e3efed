import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("alter default privileges in schema billing grant select on tables to app");
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("alter default privileges in schema billing revoke select on tables from app");
}
