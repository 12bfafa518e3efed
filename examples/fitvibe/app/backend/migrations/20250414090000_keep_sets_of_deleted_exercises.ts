import { Knex } from "knex";

// Each statement commits by itself: nothing is locked while the old rows are checked.
export const config = { transaction: false };

/** The key is there all the time: it is dropped and added in one statement, which holds for new rows at once. */
async function onDelete(knex: Knex, action: string): Promise<void> {
  await knex.raw(`
    ALTER TABLE session_sets
      DROP CONSTRAINT session_sets_exercise_id_foreign,
      ADD CONSTRAINT session_sets_exercise_id_foreign
        FOREIGN KEY (exercise_id) REFERENCES exercises (id) ON DELETE ${action} NOT VALID
  `);
  await knex.raw("ALTER TABLE session_sets VALIDATE CONSTRAINT session_sets_exercise_id_foreign");
}

/**
 * @breaking An exercise that has sets can be deleted: its sets stay, with `exercise_id` null, as app 1.3 shows them already.
 *   Whoever counted on the delete being refused must look for sets first.
 */
export async function up(knex: Knex): Promise<void> {
  await onDelete(knex, "SET NULL");
}

export async function down(knex: Knex): Promise<void> {
  await onDelete(knex, "NO ACTION");
}
