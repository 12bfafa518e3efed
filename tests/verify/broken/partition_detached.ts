// says: `down` does not restore parent table `events` of `events_2024`
// says: `down` does not restore partition bound `FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')` of `events_2024`
// says: `down` does not restore parent index `events_at_index` of index `events_2024_at_idx`
// says: `up` after `down` fails: relation "events_2024" is not a partition of relation "events"
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("alter table events detach partition events_2024");
}

export async function down(knex: Knex): Promise<void> {}
