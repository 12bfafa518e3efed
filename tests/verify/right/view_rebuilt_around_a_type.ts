import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("drop view adults");
  await knex.raw("alter table people alter column name type varchar(200)");
  await knex.raw("create view adults as select id, name from people where age >= 18");
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("drop view adults");
  await knex.raw("alter table people alter column name type text");
  await knex.raw("create view adults as select id, name from people where age >= 18");
}
