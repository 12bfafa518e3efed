import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("drop procedure tidy()");
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("create procedure tidy() language sql as 'DELETE FROM orders WHERE state = ''void'''");
}
