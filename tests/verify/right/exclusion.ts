import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("alter table orders add constraint orders_no_two exclude using btree (placed_at with =)");
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("alter table orders drop constraint orders_no_two");
}
