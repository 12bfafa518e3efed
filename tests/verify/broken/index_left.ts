// says: `down` leaves index `people_status_index`
// says: `up` after `down` fails: relation "people_status_index" already exists
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable("people", (table) => table.index(["status"], "people_status_index"));
}

export async function down(knex: Knex): Promise<void> {}
