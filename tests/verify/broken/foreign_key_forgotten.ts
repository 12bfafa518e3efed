// says: `down` forgets constraint `orders_person_id_fkey` of `orders`
// says: `up` after `down` fails: constraint "orders_person_id_fkey" of relation "orders" does not exist
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable("orders", (table) => table.dropForeign("person_id", "orders_person_id_fkey"));
}

export async function down(knex: Knex): Promise<void> {}
