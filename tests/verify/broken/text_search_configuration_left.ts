// says: `down` leaves text search configuration `simple_english`
// says: `up` after `down` fails: duplicate key value violates unique constraint "pg_ts_config_cfgname_index"
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("create text search configuration simple_english (copy = english)");
}

export async function down(knex: Knex): Promise<void> {}
