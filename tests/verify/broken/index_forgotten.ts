// says: `down` forgets index `people_name_index`
// says: `up` after `down` fails: index "people_name_index" does not exist
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable("people", (table) => table.dropIndex([], "people_name_index"));
}

export async function down(knex: Knex): Promise<void> {}
