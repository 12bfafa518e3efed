import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("drop index people_name_index");
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("create index people_name_index on people (name)");
}
