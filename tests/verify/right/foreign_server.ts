import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("create foreign data wrapper files; create server archive foreign data wrapper files");
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("drop foreign data wrapper files cascade");
}
