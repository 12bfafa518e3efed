import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`alter table people alter column bio type text collate "C"`);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`alter table people alter column bio type text collate "default"`);
}
