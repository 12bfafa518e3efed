// says: `down` leaves view `recent_orders`
// says: `up` after `down` fails: relation "recent_orders" already exists
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.schema.createView("recent_orders", (view) => {
    view.columns(["id", "placed_at"]);
    view.as(knex("orders").select("id", "placed_at").whereNotNull("placed_at"));
  });
}

export async function down(knex: Knex): Promise<void> {}
