// says: `down` forgets constraint `people_age_check` of `people`
// says: `up` after `down` fails: constraint "people_age_check" of relation "people" does not exist
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable("people", (table) => table.dropChecks(["people_age_check"]));
}

export async function down(knex: Knex): Promise<void> {}
