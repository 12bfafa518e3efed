import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("drop type mood");
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("create type mood as enum ('sad', 'ok', 'happy')");
}
