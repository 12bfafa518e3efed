import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable("people", (table) => {
    table.string("nickname");
    table.date("born_on");
  });
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.alterTable("people", (table) => table.dropColumns("nickname", "born_on"));
}
