// says: `down` forgets grant `SELECT ON people TO app`
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("revoke all on people from app");
}

export async function down(knex: Knex): Promise<void> {}
