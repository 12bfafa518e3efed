import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("alter function full_name(text, text) security definer");
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("alter function full_name(text, text) security invoker");
}
