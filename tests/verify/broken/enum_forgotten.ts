// says: `down` forgets type `mood`
// says: `up` after `down` fails: type "mood" does not exist
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("drop type mood");
}

export async function down(knex: Knex): Promise<void> {}
