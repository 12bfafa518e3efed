import { Knex } from "knex";

// CREATE INDEX CONCURRENTLY cannot run inside a transaction.
export const config = { transaction: false };

export async function up(knex: Knex): Promise<void> {
  // What a run that failed has left is not valid.
  await knex.raw("DROP INDEX CONCURRENTLY IF EXISTS plan_exercises_exercise_id_index");
  await knex.raw("CREATE INDEX CONCURRENTLY plan_exercises_exercise_id_index ON plan_exercises (exercise_id)");
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("DROP INDEX CONCURRENTLY IF EXISTS plan_exercises_exercise_id_index");
}
