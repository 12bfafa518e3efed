import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("alter policy own_orders on orders using (person_id = 2)");
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("alter policy own_orders on orders using (person_id = 1)");
}
