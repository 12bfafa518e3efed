// says: `down` restores type `mood` as `ENUM ('sad', 'fine', 'happy')` instead of `ENUM ('sad', 'ok', 'happy')`
// says: `up` after `down` fails: "ok" is not an existing enum label
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("alter type mood rename value 'ok' to 'fine'");
}

export async function down(knex: Knex): Promise<void> {}
