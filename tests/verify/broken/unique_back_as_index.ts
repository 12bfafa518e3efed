// says: `down` forgets constraint `people_email_key` of `people`
// says: `down` leaves index `people_email_key`
// says: `up` after `down` fails: constraint "people_email_key" of relation "people" does not exist
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("alter table people drop constraint people_email_key");
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("create unique index people_email_key on people (email)");
}
