// says: `down` restores view `adults` as `SELECT id, name, email FROM people WHERE (age >= 18);` instead of `SELECT id, name FROM people WHERE (age >= 18);`
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("create or replace view adults as select id, name, email from people where age >= 18");
}

export async function down(knex: Knex): Promise<void> {}
