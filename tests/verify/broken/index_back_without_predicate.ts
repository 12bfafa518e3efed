// says: `down` restores index `orders_one_open` as `CREATE UNIQUE INDEX orders_one_open ON public.orders USING btree (person_id)` instead of `…NG btree (person_id) WHERE (state = 'open'::text)`
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("drop index orders_one_open");
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("create unique index orders_one_open on orders (person_id)");
}
