import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable("cities", (table) => table.increments("id"));
  await knex.schema.alterTable("people", (table) => table.integer("city_id").references("cities.id"));
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.alterTable("people", (table) => table.dropColumn("city_id"));
  await knex.schema.dropTable("cities");
}
