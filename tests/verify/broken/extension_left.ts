// says: `down` leaves extension `citext`
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw('create extension if not exists "citext"');
}

export async function down(knex: Knex): Promise<void> {}
