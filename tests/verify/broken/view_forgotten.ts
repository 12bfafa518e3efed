// says: `down` forgets view `adults`
// says: `up` after `down` fails: view "adults" does not exist
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.schema.dropView("adults");
}

export async function down(knex: Knex): Promise<void> {}
