import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("create trigger orders_touch before update on orders for each row execute function touch()");
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("drop trigger orders_touch on orders");
}
