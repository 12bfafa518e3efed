// says: `down` forgets constraint `invoices_pkey` of `billing.invoices`
// says: `up` after `down` fails: constraint "invoices_pkey" of relation "invoices" does not exist
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("alter table billing.invoices drop constraint invoices_pkey");
}

export async function down(knex: Knex): Promise<void> {}
