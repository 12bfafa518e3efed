import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.schema.dropMaterializedView("totals");
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("create materialized view totals as select person_id, sum(total) as total from orders group by person_id");
  await knex.schema.alterTable("totals", (table) => table.unique(["person_id"], { indexName: "totals_person", useConstraint: false }));
}
