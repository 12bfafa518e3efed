// says: `down` leaves operator `=== (text, text)`
// says: `up` after `down` fails: operator === already exists
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("create operator === (leftarg = text, rightarg = text, function = texteq)");
}

export async function down(knex: Knex): Promise<void> {}
