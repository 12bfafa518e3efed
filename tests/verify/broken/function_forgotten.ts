// says: `down` forgets function `full_name(first text, last text)`
// says: `up` after `down` fails: function full_name(text, text) does not exist
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("drop function full_name(text, text)");
}

export async function down(knex: Knex): Promise<void> {}
