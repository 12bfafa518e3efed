import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    DO $$ DECLARE wanted text; BEGIN
      FOREACH wanted IN ARRAY ARRAY['state', 'note'] LOOP
        EXECUTE format('CREATE INDEX %I ON orders (%I)', 'orders_' || wanted || '_idx', wanted);
      END LOOP;
    END $$
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("drop index orders_state_idx, orders_note_idx");
}
