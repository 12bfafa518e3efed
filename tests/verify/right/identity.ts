import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("alter table billing.invoices add column number int generated always as identity");
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.withSchema("billing").alterTable("invoices", (table) => table.dropColumn("number"));
}
