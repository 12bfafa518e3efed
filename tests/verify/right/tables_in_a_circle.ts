import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable("chickens", (table) => {
    table.increments("id");
    table.integer("egg_id");
  });
  await knex.schema.createTable("eggs", (table) => {
    table.increments("id");
    table.integer("chicken_id").references("chickens.id");
  });
  await knex.schema.alterTable("chickens", (table) => table.foreign("egg_id").references("eggs.id"));
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.alterTable("chickens", (table) => table.dropForeign("egg_id"));
  await knex.schema.dropTable("eggs").dropTable("chickens");
}
