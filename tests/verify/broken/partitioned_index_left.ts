// says: `down` leaves index `events_id_index`
// says: `up` after `down` fails: relation "events_id_index" already exists
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("create index events_id_index on events (id)");
}

export async function down(knex: Knex): Promise<void> {}
