import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("alter table billing.invoices set unlogged");
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("alter table billing.invoices set logged");
}
