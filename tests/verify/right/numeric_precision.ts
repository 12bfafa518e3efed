import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("alter table billing.invoices alter column amount type numeric(14, 4)");
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("alter table billing.invoices alter column amount type numeric");
}
