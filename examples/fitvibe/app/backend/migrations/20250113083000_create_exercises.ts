import { Knex } from "knex";
import { EQUIPMENT, MuscleGroup } from "../src/domain/exercises";

export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable("exercises", (table) => {
    table.increments("id");
    table.string("slug", 80).notNullable().unique();
    table.string("name", 120).notNullable();
    table
      .enu("muscle_group", Object.values(MuscleGroup), { useNative: true, enumName: "muscle_group" })
      .notNullable();
    table
      .enu("equipment", [...EQUIPMENT], { useNative: true, enumName: "equipment" })
      .notNullable()
      .defaultTo("none");
    table.jsonb("attributes").notNullable().defaultTo("{}");
    table.timestamps(true, true);

    table.index(["attributes"], "exercises_attributes_gin", "gin");
    table.index(["muscle_group", "equipment"]);
  });
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable("exercises");
  await knex.raw("DROP TYPE equipment");
  await knex.raw("DROP TYPE muscle_group");
}
