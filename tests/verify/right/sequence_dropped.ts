import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("drop sequence invoice_numbers");
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("create sequence invoice_numbers start 1000");
}
