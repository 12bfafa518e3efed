// says: `down` leaves constraint `orders_total_positive` of `orders`
// says: `up` after `down` fails: constraint "orders_total_positive" for relation "orders" already exists
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("alter table orders add constraint orders_total_positive check (total >= 0)");
}

export async function down(knex: Knex): Promise<void> {}
