// says: `down` restores default of `people.status` as `'pending'::character varying` instead of `'new'::character varying`
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("alter table people alter column status set default 'active'");
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("alter table people alter column status set default 'pending'");
}
