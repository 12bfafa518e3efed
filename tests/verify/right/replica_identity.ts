import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("alter table orders replica identity full");
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("alter table orders replica identity default");
}
