import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("alter index people_name_index rename to idx_people_name");
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("alter index idx_people_name rename to people_name_index");
}
