// says: `down` forgets index `people_name_index`
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("create index if not exists people_name_index on people (name)");
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("drop index if exists people_name_index");
}
