import { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable("session_sets", (table) => {
    table.bigIncrements("id");
    table.uuid("session_id").notNullable();
    table.foreign("session_id").references("user_sessions.id").onDelete("CASCADE");
    table.integer("exercise_id").notNullable().references("exercises.id");
    table.specificType("set_number", "smallint").notNullable();
    table.specificType("reps", "smallint").notNullable().checkPositive("session_sets_reps_check");
    table.decimal("weight", 5, 1);
    table.integer("rest_seconds");
    table.timestamp("performed_at").notNullable().defaultTo(knex.fn.now());

    table.unique(["session_id", "exercise_id", "set_number"]);
    table.index(["exercise_id", "performed_at"]);
  });
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTableIfExists("session_sets");
}
