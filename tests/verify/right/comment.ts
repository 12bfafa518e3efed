import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable("orders", (table) => table.comment("What people bought"));
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("comment on table orders is null");
}
