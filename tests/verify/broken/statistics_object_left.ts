// says: `down` leaves statistics `orders_states`
// says: `up` after `down` fails: statistics object "orders_states" already exists
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("create statistics orders_states (ndistinct) on state, person_id from orders");
}

export async function down(knex: Knex): Promise<void> {}
