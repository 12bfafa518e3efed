import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.schema.withSchema("billing").alterTable("invoices", (table) => table.bigInteger("person_id").alter());
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.withSchema("billing").alterTable("invoices", (table) => table.integer("person_id").alter());
}
