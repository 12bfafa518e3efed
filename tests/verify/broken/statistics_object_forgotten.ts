// says: `down` forgets statistics `people_names`
// says: `up` after `down` fails: statistics object "people_names" does not exist
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("drop statistics people_names");
}

export async function down(knex: Knex): Promise<void> {}
