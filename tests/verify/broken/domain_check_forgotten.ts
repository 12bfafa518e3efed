// says: `down` forgets constraint `positive_check` of `positive`
// says: `up` after `down` fails: constraint "positive_check" of domain "positive" does not exist
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("alter domain positive drop constraint positive_check");
}

export async function down(knex: Knex): Promise<void> {}
