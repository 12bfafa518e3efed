import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("alter table billing.invoices drop constraint invoices_pkey");
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.withSchema("billing").alterTable("invoices", (table) => table.primary(["id"], { constraintName: "invoices_pkey" }));
}
