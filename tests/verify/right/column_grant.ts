import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("grant update (name, bio) on people to app");
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("revoke update (name, bio) on people from app");
}
