import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("drop rule keep_events on events");
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("create rule keep_events as on delete to events do instead nothing");
}
