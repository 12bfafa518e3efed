// says: `down` leaves rule `no_delete` of `billing.invoices`
// says: `up` after `down` fails: rule "no_delete" for relation "invoices" already exists
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("create rule no_delete as on delete to billing.invoices do instead nothing");
}

export async function down(knex: Knex): Promise<void> {}
