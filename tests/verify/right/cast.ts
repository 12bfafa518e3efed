import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("create cast (text as mood) with inout as implicit");
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("drop cast (text as mood)");
}
