import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("create or replace view adults as select id, name, email from people where age >= 18");
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("drop view adults; create view adults as select id, name from people where age >= 18");
}
