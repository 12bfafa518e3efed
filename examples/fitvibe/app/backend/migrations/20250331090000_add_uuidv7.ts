import { Knex } from "knex";

// Development has PostgreSQL 18, whose own uuidv7() is preferred to this one; production still has 16.
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE FUNCTION public.uuidv7() RETURNS uuid
    LANGUAGE sql VOLATILE PARALLEL SAFE
    AS $$
      SELECT encode(
        -- The version is 7 where gen_random_uuid() has 4: two bits more.
        set_bit(
          set_bit(
            overlay(
              uuid_send(gen_random_uuid())
              PLACING substring(int8send((extract(epoch FROM clock_timestamp()) * 1000)::bigint) FROM 3)
              FROM 1 FOR 6
            ),
            52, 1
          ),
          53, 1
        ),
        'hex'
      )::uuid
    $$
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("DROP FUNCTION public.uuidv7()");
}
