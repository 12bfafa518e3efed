// says: `down` restores function `full_name(first text, last text)` as `…GUAGE sql IMMUTABLE SECURITY DEFINER AS $function$SELECT first || ' ' || last$fu…` instead of `…GUAGE sql IMMUTABLE AS $function$SELECT first || ' ' || last$function$`
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("alter function full_name(text, text) security definer");
}

export async function down(knex: Knex): Promise<void> {}
