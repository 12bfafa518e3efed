// says: `down` leaves procedure `archive()`
// says: `up` after `down` fails: function "archive" already exists with same argument types
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("create procedure archive() language sql as 'delete from orders'");
}

export async function down(knex: Knex): Promise<void> {}
