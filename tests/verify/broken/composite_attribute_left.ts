// says: `down` leaves column `address.zip`
// says: `up` after `down` fails: column "zip" of relation "address" already exists
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("alter type address add attribute zip text");
}

export async function down(knex: Knex): Promise<void> {}
