import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("drop publication news");
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("create publication news for table people");
}
