import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable("people", (table) => table.string("email", 320).notNullable().alter());
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.alterTable("people", (table) => table.string("email", 255).notNullable().alter());
}
