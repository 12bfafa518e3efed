// says: `down` forgets table `billing.invoices`
// says: `up` after `down` fails: table "invoices" does not exist
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.schema.withSchema("billing").dropTable("invoices");
}

export async function down(knex: Knex): Promise<void> {}
