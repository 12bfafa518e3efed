// says: `down` leaves column `people.born_on`
// says: `up` after `down` fails: column "born_on" of relation "people" already exists
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable("people", (table) => {
    table.string("nickname");
    table.date("born_on");
  });
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.alterTable("people", (table) => table.dropColumn("nickname"));
}
