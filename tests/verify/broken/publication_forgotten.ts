// says: `down` forgets publication `news`
// says: `up` after `down` fails: publication "news" does not exist
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("drop publication news");
}

export async function down(knex: Knex): Promise<void> {}
