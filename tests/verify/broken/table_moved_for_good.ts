// says: `down` forgets table `billing.invoices`
// says: `down` leaves table `invoices`
// says: `up` after `down` fails: relation "billing.invoices" does not exist
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("alter table billing.invoices set schema public");
}

export async function down(knex: Knex): Promise<void> {}
