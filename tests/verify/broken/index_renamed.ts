// says: `down` leaves index `idx_people_name`
// says: `down` forgets index `people_name_index`
// says: `up` after `down` fails: relation "people_name_index" does not exist
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("alter index people_name_index rename to idx_people_name");
}

export async function down(knex: Knex): Promise<void> {}
