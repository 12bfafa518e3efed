// says: `down` forgets schema `billing`
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("create schema if not exists billing");
  await knex.raw("create table billing.refunds (id int)");
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("drop schema billing cascade");
}
