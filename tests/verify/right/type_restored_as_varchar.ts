import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("alter table orders alter column state type varchar(10)");
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("alter table orders alter column state type text");
}
