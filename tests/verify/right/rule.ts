import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("create rule no_delete as on delete to billing.invoices do instead nothing");
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("drop rule no_delete on billing.invoices");
}
