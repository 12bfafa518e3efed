// says: `down` leaves column `orders.total_cents`
// says: `up` after `down` fails: column "total_cents" of relation "orders" already exists
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("alter table orders add column total_cents bigint generated always as (total * 100) stored");
}

export async function down(knex: Knex): Promise<void> {}
