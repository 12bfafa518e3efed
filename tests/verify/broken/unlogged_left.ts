// says: `down` leaves UNLOGGED of `billing.invoices`
// says: `down` leaves UNLOGGED of sequence `billing.invoices_id_seq`
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("alter table billing.invoices set unlogged");
}

export async function down(knex: Knex): Promise<void> {}
