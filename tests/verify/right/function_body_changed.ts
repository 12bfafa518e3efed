import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create or replace function full_name(first text, last text) returns text language sql immutable
    as 'select last || '', '' || first'
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("create or replace function full_name(first text, last text) returns text language sql immutable as 'SELECT first || '' '' || last'");
}
