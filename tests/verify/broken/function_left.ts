// says: `down` leaves function `age_of(p people)`
// says: `up` after `down` fails: function "age_of" already exists with same argument types
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("create function age_of(p people) returns int language sql stable as 'select p.age'");
}

export async function down(knex: Knex): Promise<void> {}
