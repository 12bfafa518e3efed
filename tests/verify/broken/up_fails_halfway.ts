// says: `up` fails: column "email" of relation "people" already exists
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable("half", (table) => table.increments("id"));
  await knex.raw("alter table people add column email text");
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable("half");
}
