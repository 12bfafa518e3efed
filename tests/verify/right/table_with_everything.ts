import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable("projects", (table) => {
    table.uuid("id").primary().defaultTo(knex.fn.uuid());
    table.integer("owner_id").notNullable().references("people.id").onDelete("CASCADE").index();
    table.string("title").notNullable().comment("What it is called");
    table.enu("kind", ["a", "b"]).notNullable().defaultTo("a");
    table.jsonb("settings").notNullable().defaultTo("{}");
    table.specificType("labels", "text[]");
    table.timestamps(true, true);
    table.unique(["owner_id", "title"]);
    table.check("?? <> ''", ["title"]);
    table.comment("What people work at");
  });
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable("projects");
}
