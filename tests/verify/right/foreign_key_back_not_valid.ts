import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("alter table orders drop constraint orders_person_id_fkey");
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("alter table orders add constraint orders_person_id_fkey foreign key (person_id) references people (id) on delete cascade not valid");
  await knex.raw("alter table orders validate constraint orders_person_id_fkey");
}
