// says: `down` forgets view `adults`
// remark: `down` leaves the columns of table `people` in the order `id, email, name, status, bio, data, created_at, age` instead of `id, email, name, age, status, bio, data, created_at`
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("alter table people drop column age cascade");
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("alter table people add column age int default 18");
  await knex.raw("alter table people add constraint people_age_check check (age >= 0)");
}
