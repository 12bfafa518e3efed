// says: `down` leaves index `people_data_gin`
// says: `up` after `down` fails: relation "people_data_gin" already exists
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable("people", (table) => table.index(["data"], "people_data_gin", "gin"));
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("drop index if exists people_data_index");
}
