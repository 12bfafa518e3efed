// says: `down` forgets constraint `people_email_key` of `people`
// says: `up` after `down` fails: constraint "people_email_key" of relation "people" does not exist
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable("people", (table) => table.dropUnique(["email"], "people_email_key"));
}

export async function down(knex: Knex): Promise<void> {}
