import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.schema.dropView("adults");
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("create view adults as select id, name from people where age >= 18");
}
