// says: `down` leaves storage parameters `fillfactor=70` of `people`
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("alter table people set (fillfactor = 70)");
}

export async function down(knex: Knex): Promise<void> {}
