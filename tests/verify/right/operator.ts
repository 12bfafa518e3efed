import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("create operator === (leftarg = text, rightarg = text, function = texteq)");
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("drop operator === (text, text)");
}
