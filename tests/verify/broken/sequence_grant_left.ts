// says: `down` leaves grant `USAGE ON SEQUENCE invoice_numbers TO app`
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("grant usage on sequence invoice_numbers to app");
}

export async function down(knex: Knex): Promise<void> {}
