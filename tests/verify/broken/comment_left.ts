// says: `down` leaves comment `What people bought` of `orders`
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable("orders", (table) => table.comment("What people bought"));
}

export async function down(knex: Knex): Promise<void> {}
