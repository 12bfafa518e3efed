// says: `up` fails: check constraint "no_a" of relation "people" is violated by some row
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex("people").insert({ email: "a@example.org", name: "A" });
  await knex.raw("alter table people add constraint no_a check (name <> 'A')");
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("alter table people drop constraint no_a");
}
