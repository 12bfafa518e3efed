import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("create index people_lower_email on people (lower(email))");
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("drop index people_lower_email");
}
