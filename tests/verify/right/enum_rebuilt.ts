import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("alter type mood rename to mood_old");
  await knex.raw("create type mood as enum ('sad', 'happy')");
  await knex.raw("drop type mood_old");
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("alter type mood rename to mood_new");
  await knex.raw("create type mood as enum ('sad', 'ok', 'happy')");
  await knex.raw("drop type mood_new");
}
