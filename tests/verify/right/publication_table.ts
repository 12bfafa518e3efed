import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("alter publication news add table orders");
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("alter publication news drop table orders");
}
