import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("create policy all_orders on orders for all to app using (true)");
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("drop policy all_orders on orders");
}
