// says: `down` leaves type `price_range`
// says: `up` after `down` fails: type "price_range" already exists
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("create type price_range as range (subtype = numeric)");
}

export async function down(knex: Knex): Promise<void> {}
