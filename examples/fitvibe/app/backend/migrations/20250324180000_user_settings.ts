import { Knex } from "knex";

const DEFAULTS = { units: "metric", reminders: { enabled: true, hour: 7 }, goals: [] as string[] };

export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable("user_settings", (table) => {
    table.uuid("user_id").primary().references("id").inTable("users").onDelete("CASCADE");
    table.jsonb("settings").notNullable();
    table.specificType("favourite_tags", "text[]").notNullable().defaultTo(knex.raw("'{}'::text[]"));
    table.timestamp("updated_at").notNullable().defaultTo(knex.fn.now());
  });
  await knex.raw("CREATE INDEX user_settings_settings_gin ON user_settings USING gin (settings jsonb_path_ops)");

  const owners = await knex("users").pluck("id");
  if (owners.length > 0) {
    await knex("user_settings")
      .insert(owners.map((id: string) => ({ user_id: id, settings: JSON.stringify(DEFAULTS) })))
      .onConflict("user_id")
      .ignore();
  }
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable("user_settings");
}
