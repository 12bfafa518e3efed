import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable("orders", (table) => table.dropForeign("person_id", "orders_person_id_fkey"));
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.alterTable("orders", (table) => {
    table.foreign("person_id", "orders_person_id_fkey").references("people.id").onDelete("CASCADE");
  });
}
