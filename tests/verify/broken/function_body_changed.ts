// says: `down` restores function `full_name(first text, last text)` as `…UTABLE AS $function$select last || ', ' || first$function$` instead of `…UTABLE AS $function$SELECT first || ' ' || last$function$`
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create or replace function full_name(first text, last text) returns text language sql immutable
    as 'select last || '', '' || first'
  `);
}

export async function down(knex: Knex): Promise<void> {}
