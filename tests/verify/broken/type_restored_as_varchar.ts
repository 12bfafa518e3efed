// says: `down` restores `orders.state` as `character varying` instead of `text`
// says: `down` restores index `orders_one_open` as `… (person_id) WHERE ((state)::text = 'open'::text)` instead of `… (person_id) WHERE (state = 'open'::text)`
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("alter table orders alter column state type varchar(10)");
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("alter table orders alter column state type varchar");
}
