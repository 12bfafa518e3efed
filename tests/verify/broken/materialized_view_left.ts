// says: `down` leaves materialized view `order_states`
// says: `up` after `down` fails: relation "order_states" already exists
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.schema.createMaterializedView("order_states", (view) => {
    view.columns(["state"]);
    view.as(knex("orders").distinct("state"));
  });
}

export async function down(knex: Knex): Promise<void> {}
