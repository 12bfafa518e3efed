// says: `down` restores `people.data` as `json` instead of `jsonb`
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("alter table people alter column data type text using data::text");
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("alter table people alter column data type json using data::json");
}
