import { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  // gen_random_uuid() is built in from PostgreSQL 13 on; staging still ran 12 when this was written.
  await knex.raw('CREATE EXTENSION IF NOT EXISTS "pgcrypto"');
  await knex.raw('CREATE EXTENSION IF NOT EXISTS "citext"');

  await knex.schema.createTable("users", (table) => {
    table.uuid("id").primary().defaultTo(knex.raw("gen_random_uuid()"));
    table.specificType("email", "citext").notNullable().unique();
    table.string("display_name", 120).notNullable();
    table.string("password_hash", 100).notNullable();
    table.date("date_of_birth");
    table.timestamp("last_seen_at");
    table.timestamps(true, true);
    table.comment("People who train with FitVibe");
  });
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable("users");
  await knex.raw('DROP EXTENSION IF EXISTS "citext"');
  await knex.raw('DROP EXTENSION IF EXISTS "pgcrypto"');
}
