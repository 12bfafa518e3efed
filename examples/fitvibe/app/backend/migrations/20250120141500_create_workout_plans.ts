import { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.schema
    .createTable("workout_plans", (table) => {
      table.uuid("id").primary().defaultTo(knex.raw("gen_random_uuid()"));
      table.uuid("owner_id").notNullable().references("id").inTable("users").onDelete("CASCADE");
      table.string("title", 160).notNullable();
      table.text("notes").comment("Markdown, shown to the athlete");
      table.integer("weeks").notNullable().defaultTo(4).checkBetween([1, 52], "workout_plans_weeks_check");
      table.boolean("is_public").notNullable().defaultTo(false);
      table.timestamps(true, true);
      table.index(["owner_id"]);
    })
    .createTable("plan_exercises", (table) => {
      table.uuid("plan_id").notNullable().references("workout_plans.id").onDelete("CASCADE");
      table.integer("exercise_id").notNullable().references("exercises.id").onDelete("RESTRICT");
      table.specificType("position", "smallint").notNullable();
      table.specificType("target_reps", "int4range");
      table.decimal("target_weight", 6, 2).checkPositive("plan_exercises_target_weight_check");
      table.primary(["plan_id", "position"]);
      table.unique(["plan_id", "exercise_id"], { indexName: "plan_exercises_once_per_plan" });
    });
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable("plan_exercises").dropTable("workout_plans");
}
