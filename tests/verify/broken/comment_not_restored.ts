// says: `down` does not restore comment `Everybody` of `people`
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("comment on table people is null");
}

export async function down(knex: Knex): Promise<void> {}
