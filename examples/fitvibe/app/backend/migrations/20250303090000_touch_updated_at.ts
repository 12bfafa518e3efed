import fs from "fs";
import path from "path";
import { Knex } from "knex";

const TABLES = ["users", "user_sessions", "exercises", "training_plans"];

export async function up(knex: Knex): Promise<void> {
  const sql = fs.readFileSync(path.resolve(__dirname, "sql/touch_updated_at.sql"), "utf8");
  await knex.raw(sql);
  for (const table of TABLES) {
    await knex.raw(
      "CREATE TRIGGER touch_updated_at BEFORE UPDATE ON ?? FOR EACH ROW EXECUTE FUNCTION touch_updated_at()",
      [table],
    );
  }
}

export async function down(knex: Knex): Promise<void> {
  for (const table of [...TABLES].reverse()) {
    await knex.raw("DROP TRIGGER touch_updated_at ON ??", [table]);
  }
  await knex.raw("DROP FUNCTION touch_updated_at()");
}
