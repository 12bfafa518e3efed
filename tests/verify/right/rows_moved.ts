import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex("orders").where({ state: null }).update({ state: "open" });
}

export async function down(knex: Knex): Promise<void> {
  await knex("orders").where({ state: "open" }).update({ state: null });
}
