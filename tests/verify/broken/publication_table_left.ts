// says: `down` restores publication `news` as `FOR TABLE orders, people` instead of `FOR TABLE people`
// says: `up` after `down` fails: relation "orders" is already member of publication "news"
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("alter publication news add table orders");
}

export async function down(knex: Knex): Promise<void> {}
