// says: `down` leaves trigger `orders_touch` of `orders`
// says: `up` after `down` fails: trigger "orders_touch" for relation "orders" already exists
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("create trigger orders_touch before update on orders for each row execute function touch()");
}

export async function down(knex: Knex): Promise<void> {}
