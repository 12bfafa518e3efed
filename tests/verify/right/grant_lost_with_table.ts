import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("alter table people rename to persons; create view people as select * from persons");
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("drop view people; alter table persons rename to people");
}
