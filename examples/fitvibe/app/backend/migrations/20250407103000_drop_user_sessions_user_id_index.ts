import { Knex } from "knex";

// DROP INDEX CONCURRENTLY cannot run inside a transaction.
export const config = { transaction: false };

// user_sessions_user_id_planned_date_index begins with user_id as well, and serves all that this one did.
export async function up(knex: Knex): Promise<void> {
  await knex.raw("DROP INDEX CONCURRENTLY IF EXISTS user_sessions_user_id_index");
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("CREATE INDEX CONCURRENTLY IF NOT EXISTS user_sessions_user_id_index ON user_sessions (user_id)");
}
