// says: `down` forgets sequence `invoice_numbers`
// says: `up` after `down` fails: sequence "invoice_numbers" does not exist
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("drop sequence invoice_numbers");
}

export async function down(knex: Knex): Promise<void> {}
