import { Knex } from "knex";

const TABLES = ["users", "user_sessions", "training_plans"];

/**
 * @breaking New users, sessions and plans get UUIDs of version 7, which grow with time, instead of random ones. The old ids
 *   stay. Whoever takes an id for a secret must not: it tells when its row was made. Nothing is to be deployed first.
 */
export async function up(knex: Knex): Promise<void> {
  for (const table of TABLES) {
    await knex.raw("ALTER TABLE ?? ALTER COLUMN id SET DEFAULT uuidv7()", [table]);
  }
}

export async function down(knex: Knex): Promise<void> {
  for (const table of TABLES) {
    await knex.raw("ALTER TABLE ?? ALTER COLUMN id SET DEFAULT gen_random_uuid()", [table]);
  }
}
