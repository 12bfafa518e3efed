// says: `down` restores type `mood` as `ENUM ('sad', 'ok', 'happy', 'angry')` instead of `ENUM ('sad', 'ok', 'happy')`
// says: `up` after `down` fails: enum label "angry" already exists
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("alter type mood add value 'angry'");
}

export async function down(knex: Knex): Promise<void> {
  // PostgreSQL has no DROP VALUE
}
