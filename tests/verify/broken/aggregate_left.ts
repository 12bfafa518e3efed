// says: `down` leaves aggregate `product(integer)`
// says: `up` after `down` fails: function "product" already exists with same argument types
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("create aggregate product(int) (sfunc = int4mul, stype = int, initcond = '1')");
}

export async function down(knex: Knex): Promise<void> {}
