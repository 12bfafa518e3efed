import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex("people").insert({ email: "root@example.org", name: "root" });
}

export async function down(knex: Knex): Promise<void> {
  await knex("people").where({ email: "root@example.org" }).delete();
}
