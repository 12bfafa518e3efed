// says: `down` fails: not implemented
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable("people", (table) => table.boolean("active"));
}

export async function down(knex: Knex): Promise<void> {
  throw new Error("not implemented");
}
