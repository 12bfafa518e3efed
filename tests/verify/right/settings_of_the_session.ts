import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("set local search_path = billing");
  await knex.raw("create table payments (id serial primary key, amount numeric)");
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("drop table billing.payments");
}
