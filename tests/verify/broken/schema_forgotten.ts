// says: `down` forgets schema `billing`
// says: `up` after `down` fails: schema "billing" does not exist
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("drop schema billing cascade");
}

export async function down(knex: Knex): Promise<void> {}
