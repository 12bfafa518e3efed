// says: `down` forgets column `people.bio`
// says: `down` leaves column `people.biography`
// says: `up` after `down` fails: column "bio" does not exist
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable("people", (table) => table.renameColumn("bio", "about"));
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.alterTable("people", (table) => table.renameColumn("about", "biography"));
}
