// says: `down` restores comment of `people` as `All persons` instead of `Everybody`
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("comment on table people is 'All persons'");
}

export async function down(knex: Knex): Promise<void> {}
