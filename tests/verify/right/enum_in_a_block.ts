import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    DO $$ BEGIN
      CREATE TYPE order_kind AS ENUM ('first', 'again');
    EXCEPTION WHEN duplicate_object THEN NULL;
    END $$
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("DO $$ BEGIN DROP TYPE IF EXISTS order_kind; END $$");
}
