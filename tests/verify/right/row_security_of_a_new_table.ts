import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable("secrets", (table) => {
    table.increments("id");
    table.text("owner").notNullable().defaultTo(knex.raw("current_user"));
  });
  await knex.raw("alter table secrets enable row level security; alter table secrets force row level security");
  await knex.raw("create policy own_secrets on secrets using (owner = current_user)");
  await knex.raw("grant select, insert on secrets to app");
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable("secrets");
}
