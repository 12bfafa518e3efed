// says: `down` restores `billing.invoices.person_id` as `bigint` instead of `integer`
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.schema.withSchema("billing").alterTable("invoices", (table) => table.bigInteger("person_id").alter());
}

export async function down(knex: Knex): Promise<void> {}
