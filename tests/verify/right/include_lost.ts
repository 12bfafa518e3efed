import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("drop index orders_person_id_index; create index orders_person_id_index on orders (person_id) include (total)");
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("drop index orders_person_id_index; create index orders_person_id_index on orders (person_id)");
}
