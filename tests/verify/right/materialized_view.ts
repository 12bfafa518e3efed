import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.schema.createMaterializedView("order_states", (view) => {
    view.columns(["state"]);
    view.as(knex("orders").distinct("state"));
  });
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropMaterializedView("order_states");
}
