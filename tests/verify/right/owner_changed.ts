import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("alter table billing.invoices owner to app");
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("alter table billing.invoices owner to current_user");
}
