// says: `down` leaves grant `INSERT, UPDATE ON orders TO app`
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("grant insert, update on orders to app");
}

export async function down(knex: Knex): Promise<void> {}
