import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.schema.createSchema("reporting");
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropSchema("reporting");
}
