// says: `down` leaves extension `hstore`
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.schema.createExtensionIfNotExists("hstore");
  await knex.schema.alterTable("people", (table) => table.specificType("extras", "hstore"));
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.alterTable("people", (table) => table.dropColumn("extras"));
}
