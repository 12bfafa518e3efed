// says: `down` leaves storage `EXTERNAL` of `people.bio`
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("alter table people alter column bio set storage external");
}

export async function down(knex: Knex): Promise<void> {}
