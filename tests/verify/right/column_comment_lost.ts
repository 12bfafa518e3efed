import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("comment on column people.name is 'Full name'");
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("comment on column people.name is 'As they write it'");
}
