// says: `down` leaves function `watch()`
// says: `up` after `down` fails: function "watch" already exists with same argument types
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("create function watch() returns event_trigger language plpgsql as $$ begin end $$");
  await knex.raw("create event trigger watch_drops on sql_drop execute function watch()");
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("drop event trigger watch_drops");
}
