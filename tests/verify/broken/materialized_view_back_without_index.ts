// says: `down` forgets index `totals_person`
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.schema.dropMaterializedView("totals");
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("create materialized view totals as select person_id, sum(total) as total from orders group by person_id");
}
