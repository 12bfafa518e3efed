import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("create index events_id_index on events (id)");
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("drop index events_id_index");
}
