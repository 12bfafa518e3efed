import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.schema.createSchema("audit");
  await knex.schema.withSchema("audit").createTable("log", (table) => {
    table.increments("id");
    table.jsonb("entry");
  });
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.withSchema("audit").dropTable("log");
  await knex.schema.dropSchema("audit");
}
