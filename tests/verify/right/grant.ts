import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("grant insert, update on orders to app");
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("revoke insert, update on orders from app");
}
