import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  if (!(await knex.schema.hasColumn("orders", "note"))) {
    await knex.schema.alterTable("orders", (table) => table.text("note"));
  }
}

export async function down(knex: Knex): Promise<void> {}
