import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("drop statistics people_names");
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("create statistics people_names (dependencies) on name, email from people");
}
