// says: `down` leaves schema `reporting`
// says: `up` after `down` fails: schema "reporting" already exists
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.schema.createSchema("reporting");
}

export async function down(knex: Knex): Promise<void> {}
