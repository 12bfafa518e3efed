// says: `down` restores index `people_name_index` as `CREATE INDEX people_name_index ON public.people USING btree (lower(name))` instead of `CREATE INDEX people_name_index ON public.people USING btree (name)`
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("drop index people_name_index");
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("create index people_name_index on people (lower(name))");
}
