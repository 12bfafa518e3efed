import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("drop function full_name(text, text)");
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("create function full_name(first text, last text) returns text language sql immutable as 'SELECT first || '' '' || last'");
}
