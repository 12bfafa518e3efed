// says: `down` forgets rule `keep_events` of `events`
// says: `up` after `down` fails: rule "keep_events" for relation "events" does not exist
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("drop rule keep_events on events");
}

export async function down(knex: Knex): Promise<void> {}
