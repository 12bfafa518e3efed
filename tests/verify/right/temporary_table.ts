import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("create temporary table scratch on commit drop as select id from people");
  await knex.raw("insert into people (email) select 'x' || id || '@example.org' from scratch");
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("delete from people where email like 'x%@example.org'");
}
