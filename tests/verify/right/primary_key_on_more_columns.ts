import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("alter table orders drop constraint orders_pkey");
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("alter table orders add constraint orders_pkey primary key (id)");
}
