// says: `down` leaves policy `all_orders` of `orders`
// says: `up` after `down` fails: policy "all_orders" for table "orders" already exists
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("create policy all_orders on orders for all to app using (true)");
}

export async function down(knex: Knex): Promise<void> {}
