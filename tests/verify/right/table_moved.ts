import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("alter table billing.invoices set schema public");
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("alter table public.invoices set schema billing");
}
