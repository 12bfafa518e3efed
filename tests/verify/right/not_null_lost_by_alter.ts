import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable("people", (table) => table.string("status", 40).notNullable().defaultTo("new").alter());
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.alterTable("people", (table) => table.string("status", 20).notNullable().defaultTo("new").alter());
}
