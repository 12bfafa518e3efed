// says: `down` forgets trigger `people_touch` of `people`
// says: `up` after `down` fails: trigger "people_touch" for table "people" does not exist
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("drop trigger people_touch on people");
}

export async function down(knex: Knex): Promise<void> {}
