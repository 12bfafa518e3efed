import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("drop index people_name_index; create index people_name_index on people using hash (name)");
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("drop index people_name_index; create index people_name_index on people (name)");
}
