// says: `down` leaves statistics target `500` of `people.name`
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("alter table people alter column name set statistics 500");
}

export async function down(knex: Knex): Promise<void> {}
