import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("alter sequence invoice_numbers increment 10 cycle");
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("alter sequence invoice_numbers increment 1 no cycle");
}
