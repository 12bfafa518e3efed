import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("create procedure archive() language sql as 'delete from orders'");
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("drop procedure archive()");
}
