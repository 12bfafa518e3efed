import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("drop policy own_orders on orders");
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("create policy own_orders on orders for select to app using (person_id = 1)");
}
