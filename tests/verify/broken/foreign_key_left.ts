// says: `down` leaves constraint `invoices_person_id_foreign` of `billing.invoices`
// says: `up` after `down` fails: constraint "invoices_person_id_foreign" for relation "invoices" already exists
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.schema.withSchema("billing").alterTable("invoices", (table) => {
    table.foreign("person_id").references("id").inTable("public.people");
  });
}

export async function down(knex: Knex): Promise<void> {}
