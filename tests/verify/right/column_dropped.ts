// remark: `down` leaves the columns of table `people` in the order `id, email, name, age, status, data, created_at, bio` instead of `id, email, name, age, status, bio, data, created_at`
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable("people", (table) => table.dropColumn("bio"));
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.alterTable("people", (table) => table.text("bio"));
}
