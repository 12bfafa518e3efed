import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("create domain email_address as text check (value like '%@%')");
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("drop domain email_address");
}
