// says: `down` leaves cast `(text AS mood)`
// says: `up` after `down` fails: cast from type text to type mood already exists
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("create cast (text as mood) with inout as implicit");
}

export async function down(knex: Knex): Promise<void> {}
