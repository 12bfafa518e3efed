// says: `down` forgets procedure `tidy()`
// says: `up` after `down` fails: procedure tidy() does not exist
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("drop procedure tidy()");
}

export async function down(knex: Knex): Promise<void> {}
