import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable("people", (table) => table.string("slug"));
  const rows = await knex("people").select("id", "email");
  for (const row of rows) await knex("people").where({ id: row.id }).update({ slug: row.email.toLowerCase() });
  await knex.schema.alterTable("people", (table) => table.unique(["slug"]));
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.alterTable("people", (table) => table.dropColumn("slug"));
}
