import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("create table archived_orders () inherits (orders)");
  await knex.raw("alter table archived_orders no inherit orders");
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable("archived_orders");
}
