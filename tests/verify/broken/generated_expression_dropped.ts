// says: `down` leaves column `people.shout`
// says: `up` after `down` fails: column "shout" of relation "people" already exists
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("alter table people add column shout text generated always as (upper(name)) stored");
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("alter table people alter column shout drop expression");
}
