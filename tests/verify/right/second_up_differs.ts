import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  const seen = await knex("people").where({ email: "seen@example.org" }).first();
  if (seen) await knex.schema.alterTable("people", (table) => table.string("twice"));
  else await knex("people").insert({ email: "seen@example.org" });
}

export async function down(knex: Knex): Promise<void> {
  await knex("people").where({ email: "seen@example.org" }).delete();
}
