// says: `down` leaves WITH NO DATA of materialized view `totals`
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("drop materialized view totals");
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("create materialized view totals as select person_id, sum(total) as total from orders group by person_id with no data");
  await knex.raw("create unique index totals_person on totals (person_id)");
}
