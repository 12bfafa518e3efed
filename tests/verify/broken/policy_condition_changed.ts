// says: `down` restores USING of policy `own_orders` of `orders` as `(person_id = 2)` instead of `(person_id = 1)`
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("alter policy own_orders on orders using (person_id = 2)");
}

export async function down(knex: Knex): Promise<void> {}
