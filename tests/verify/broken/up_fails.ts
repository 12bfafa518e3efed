// says: `up` fails: relation "persons" does not exist
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable("persons", (table) => table.string("x"));
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.alterTable("persons", (table) => table.dropColumn("x"));
}
