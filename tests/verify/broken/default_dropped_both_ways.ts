// says: `down` does not restore default `0` of `orders.total`
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("alter table orders alter column total drop default");
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("alter table orders alter column total drop default");
}
