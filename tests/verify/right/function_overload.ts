import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("create function full_name(first text, middle text, last text) returns text language sql as 'select first || middle || last'");
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("drop function full_name(text, text, text)");
}
