// says: `down` forgets view `adults`
// says: `down` leaves materialized view `adults`
// says: `up` after `down` fails: "adults" is not a view
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("drop view adults; create materialized view adults as select id, name from people where age >= 18");
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("select count(*) from adults");
}
