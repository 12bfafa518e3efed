import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("create statistics orders_states (ndistinct) on state, person_id from orders");
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("drop statistics orders_states");
}
