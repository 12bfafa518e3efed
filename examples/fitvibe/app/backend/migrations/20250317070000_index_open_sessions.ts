import { Knex } from "knex";

// CREATE INDEX CONCURRENTLY cannot run inside a transaction block.
export const config = { transaction: false };

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE INDEX CONCURRENTLY IF NOT EXISTS user_sessions_open
    ON user_sessions (user_id, planned_date) WHERE completed_at IS NULL
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("DROP INDEX CONCURRENTLY IF EXISTS user_sessions_open");
}
