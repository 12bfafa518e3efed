// says: `down` forgets column `orders.note`
// remark: `up` after `down` leaves the columns of table `orders` in the order `id, person_id, total, state, placed_at, note` instead of `id, person_id, total, state, note, placed_at`
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  if (!(await knex.schema.hasColumn("orders", "note"))) {
    await knex.schema.alterTable("orders", (table) => table.text("note"));
  }
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.alterTable("orders", (table) => table.dropColumn("note"));
}
