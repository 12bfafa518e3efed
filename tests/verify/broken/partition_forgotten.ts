// says: `down` forgets table `events_2024`
// says: `up` after `down` fails: table "events_2024" does not exist
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("drop table events_2024");
}

export async function down(knex: Knex): Promise<void> {}
