import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("alter table people cluster on people_name_index");
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("alter table people set without cluster");
}
