// says: `down` leaves grant `SELECT ON orders TO app`
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("grant select on orders to app with grant option");
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("revoke grant option for select on orders from app");
}
