import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable("people", (table) => table.dropUnique(["email"], "people_email_key"));
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.alterTable("people", (table) => table.unique(["email"], { indexName: "people_email_key" }));
}
