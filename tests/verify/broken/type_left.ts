// says: `down` leaves type `priority`
// says: `up` after `down` fails: type "priority" already exists
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("create type priority as enum ('low', 'high')");
}

export async function down(knex: Knex): Promise<void> {}
