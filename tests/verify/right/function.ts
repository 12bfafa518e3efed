import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("create function age_of(p people) returns int language sql stable as 'select p.age'");
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("drop function age_of(people)");
}
