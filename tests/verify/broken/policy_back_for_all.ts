// says: `down` restores policy `own_orders` of `orders` as `AS PERMISSIVE FOR ALL TO app` instead of `AS PERMISSIVE FOR SELECT TO app`
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("drop policy own_orders on orders");
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("create policy own_orders on orders to app using (person_id = 1)");
}
