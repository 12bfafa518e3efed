import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("alter table orders alter column placed_at type date");
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("alter table orders alter column placed_at type timestamptz");
}
