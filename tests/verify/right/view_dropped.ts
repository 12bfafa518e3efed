import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.schema.dropView("adults");
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.createView("adults", (view) => {
    view.columns(["id", "name"]);
    view.as(knex("people").select("id", "name").where("age", ">=", 18));
  });
}
