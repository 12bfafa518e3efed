import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("alter table people alter column status set default 'active'");
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("alter table people alter column status set default 'new'");
}
