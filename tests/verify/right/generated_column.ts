import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("alter table orders add column total_cents bigint generated always as (total * 100) stored");
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.alterTable("orders", (table) => table.dropColumn("total_cents"));
}
