import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("revoke execute on function full_name(text, text) from public");
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("grant execute on function full_name(text, text) to public");
}
