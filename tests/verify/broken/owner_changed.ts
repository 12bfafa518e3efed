// says: `down` restores owner of `billing.invoices` as `app` instead of `postgres`
// says: `down` restores owner of sequence `billing.invoices_id_seq` as `app` instead of `postgres`
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("alter table billing.invoices owner to app");
}

export async function down(knex: Knex): Promise<void> {}
