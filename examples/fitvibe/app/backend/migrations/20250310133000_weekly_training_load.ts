import { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.schema.createMaterializedView("weekly_training_load", (view) => {
    view.columns(["user_id", "week", "sessions", "volume_kg"]);
    view.as(
      knex("user_sessions as s")
        .leftJoin("session_sets as t", "t.session_id", "s.id")
        .where("s.status", "completed")
        .groupBy("s.user_id", knex.raw("date_trunc('week', s.completed_at)"))
        .select("s.user_id", knex.raw("date_trunc('week', s.completed_at)"))
        .countDistinct("s.id")
        .select(knex.raw("coalesce(sum(t.reps * t.weight_kg), 0)")),
    );
  });
  // REFRESH … CONCURRENTLY asks for a unique index.
  await knex.raw("CREATE UNIQUE INDEX weekly_training_load_key ON weekly_training_load (user_id, week)");
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropMaterializedView("weekly_training_load");
}
