// says: `down` restores index `orders_one_open` as `CREATE INDEX orders_one_open ON public.orders USING btree (person_id) WHERE (sta…` instead of `CREATE UNIQUE INDEX orders_one_open ON public.orders USING btree (person_id) WHE…`
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("drop index orders_one_open");
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("create index orders_one_open on orders (person_id) where state = 'open'");
}
