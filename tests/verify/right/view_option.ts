import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("alter view adults set (security_barrier = true)");
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("alter view adults reset (security_barrier)");
}
