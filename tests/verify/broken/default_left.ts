// says: `down` leaves default `'anonymous'::text` of `people.name`
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("alter table people alter column name set default 'anonymous'");
}

export async function down(knex: Knex): Promise<void> {}
