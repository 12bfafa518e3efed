// says: `down` restores partition bound of `events_2024` as `FOR VALUES FROM ('2024-01-01') TO ('2024-07-01')` instead of `FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')`
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("alter table events detach partition events_2024");
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("alter table events attach partition events_2024 for values from ('2024-01-01') to ('2024-07-01')");
}
