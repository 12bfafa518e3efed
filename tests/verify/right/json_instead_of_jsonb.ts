import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("alter table people alter column data type text using data::text");
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("alter table people alter column data type jsonb using data::jsonb");
}
