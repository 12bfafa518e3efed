// says: `down` fails: Cannot read properties of undefined (reading 'slice')
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable("people", (table) => table.boolean("active"));
}

export async function down(knex: Knex): Promise<void> {
  const columns: string[] | undefined = undefined;
  await knex.schema.alterTable("people", (table) => table.dropColumns(...columns!.slice()));
}
