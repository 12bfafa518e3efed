// says: `down` leaves comment `open, paid, void` of `orders.state`
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("comment on column orders.state is 'open, paid, void'");
}

export async function down(knex: Knex): Promise<void> {}
