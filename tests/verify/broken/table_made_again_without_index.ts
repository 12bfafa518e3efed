// says: `down` restores `billing.invoices.amount` as `numeric(8,2)` instead of `numeric`
// says: `down` does not restore default `false` of `billing.invoices.paid`
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.schema.withSchema("billing").dropTable("invoices");
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.withSchema("billing").createTable("invoices", (table) => {
    table.increments("id");
    table.decimal("amount");
    table.integer("person_id");
    table.boolean("paid").notNullable();
  });
}
