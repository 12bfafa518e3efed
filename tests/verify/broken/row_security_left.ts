// says: `down` leaves ROW LEVEL SECURITY of `people`
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("alter table people enable row level security");
  await knex.raw("create policy everybody on people using (true)");
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("drop policy everybody on people");
}
