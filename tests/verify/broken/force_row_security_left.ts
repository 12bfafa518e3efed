// says: `down` leaves FORCE ROW LEVEL SECURITY of `orders`
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("alter table orders force row level security");
}

export async function down(knex: Knex): Promise<void> {}
