// says: `down` leaves constraint `people_name_created_at_unique` of `people`
// says: `up` after `down` fails: relation "people_name_created_at_unique" already exists
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable("people", (table) => table.unique(["name", "created_at"]));
}

export async function down(knex: Knex): Promise<void> {}
