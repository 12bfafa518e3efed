// says: `down` leaves trigger `people_audit` of `people`
// says: `up` after `down` fails: trigger "people_audit" for relation "people" already exists
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  for (const table of ["orders", "people"]) {
    await knex.raw(`create trigger ${table}_audit after insert on ${table} for each row execute function touch()`);
  }
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("drop trigger orders_audit on orders");
}
