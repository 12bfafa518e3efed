// says: `down` does not restore NOT NULL of `people.status`
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable("people", (table) => table.setNullable("status"));
}

export async function down(knex: Knex): Promise<void> {
  // status may stay nullable
}
