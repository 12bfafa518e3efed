// says: `down` forgets policy `own_orders` of `orders`
// says: `up` after `down` fails: policy "own_orders" for table "orders" does not exist
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("drop policy own_orders on orders");
}

export async function down(knex: Knex): Promise<void> {}
