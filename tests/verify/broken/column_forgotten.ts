// says: `down` forgets column `people.bio`
// says: `up` after `down` fails: column "bio" of relation "people" does not exist
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable("people", (table) => table.dropColumn("bio"));
}

export async function down(knex: Knex): Promise<void> {}
