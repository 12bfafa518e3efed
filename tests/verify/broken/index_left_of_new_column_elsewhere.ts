// says: `down` leaves index `orders_state_placed_at_index`
// says: `up` after `down` fails: relation "orders_state_placed_at_index" already exists
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable("orders", (table) => {
    table.string("currency", 3);
    table.index(["state", "placed_at"]);
  });
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.alterTable("orders", (table) => table.dropColumn("currency"));
}
