// says: `down` restores `billing.invoices.amount` as `numeric(12,2)` instead of `numeric`
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("alter table billing.invoices alter column amount type numeric(14, 4)");
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("alter table billing.invoices alter column amount type numeric(12, 2)");
}
