import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("revoke all on people from app");
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("grant select on people to app");
}
