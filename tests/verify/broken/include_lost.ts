// says: `down` restores index `orders_person_id_index` as `…ING btree (person_id, total)` instead of `CREATE INDEX orders_person_id_index ON public.orders USING btree (person_id)`
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("drop index orders_person_id_index; create index orders_person_id_index on orders (person_id) include (total)");
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("drop index orders_person_id_index; create index orders_person_id_index on orders (person_id, total)");
}
