// says: `down` restores constraint `people_age_check` of `people` as `CHECK (((age >= 0) AND (age < 150)))` instead of `CHECK ((age >= 0))`
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("alter table people drop constraint people_age_check");
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("alter table people add constraint people_age_check check (age >= 0 and age < 150)");
}
