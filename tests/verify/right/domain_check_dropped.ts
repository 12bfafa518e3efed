import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("alter domain positive drop constraint positive_check");
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("alter domain positive add constraint positive_check check (value > 0)");
}
