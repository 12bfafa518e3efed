import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("alter type address alter attribute city type varchar(100)");
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("alter type address alter attribute city type text");
}
