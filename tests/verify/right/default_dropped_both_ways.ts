import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("alter table orders alter column total drop default");
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("alter table orders alter column total set default 0");
}
