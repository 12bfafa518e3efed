// says: `down` leaves domain `email_address`
// says: `up` after `down` fails: type "email_address" already exists
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("create domain email_address as text check (value like '%@%')");
}

export async function down(knex: Knex): Promise<void> {}
