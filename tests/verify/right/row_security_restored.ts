import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("alter table orders disable row level security");
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("alter table orders enable row level security");
}
