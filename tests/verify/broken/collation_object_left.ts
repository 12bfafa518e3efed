// says: `down` leaves collation `german`
// says: `up` after `down` fails: collation "german" already exists
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("create collation german (provider = icu, locale = 'de')");
}

export async function down(knex: Knex): Promise<void> {}
