import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("drop index orders_one_open");
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("create unique index orders_one_open on orders (person_id) where state = 'open'");
}
