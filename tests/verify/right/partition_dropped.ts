import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("drop table events_2024");
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("create table events_2024 partition of events for values from ('2024-01-01') to ('2025-01-01')");
}
