// says: `down` leaves sequence `ticket_numbers`
// says: `up` after `down` fails: relation "ticket_numbers" already exists
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("create sequence ticket_numbers start 500");
}

export async function down(knex: Knex): Promise<void> {}
