import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("create table invoices_old () inherits (billing.invoices)");
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("drop table invoices_old");
}
