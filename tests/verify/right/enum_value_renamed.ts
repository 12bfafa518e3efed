import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("alter type mood rename value 'ok' to 'fine'");
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("alter type mood rename value 'fine' to 'ok'");
}
