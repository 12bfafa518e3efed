// says: `down` leaves function `full_name(first text, middle text, last text)`
// says: `up` after `down` fails: function "full_name" already exists with same argument types
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("create function full_name(first text, middle text, last text) returns text language sql as 'select first || middle || last'");
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("drop function if exists full_name(text)");
}
