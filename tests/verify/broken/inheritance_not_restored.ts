// says: `down` leaves table `archived_orders`
// says: `up` after `down` fails: relation "archived_orders" already exists
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("create table archived_orders () inherits (orders)");
  await knex.raw("alter table archived_orders no inherit orders");
}

export async function down(knex: Knex): Promise<void> {}
