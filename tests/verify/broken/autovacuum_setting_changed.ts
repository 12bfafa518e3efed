// says: `down` leaves storage parameters `autovacuum_enabled=false` of `orders`
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("alter table orders set (autovacuum_enabled = false, fillfactor = 90)");
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("alter table orders reset (fillfactor)");
}
