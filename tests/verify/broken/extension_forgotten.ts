// says: `down` forgets extension `pg_trgm`
// says: `up` after `down` fails: extension "pg_trgm" does not exist
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.schema.dropExtension("pg_trgm");
}

export async function down(knex: Knex): Promise<void> {}
