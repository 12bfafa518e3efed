// says: `up` fails: insert or update on table "orders" violates foreign key constraint "orders_person_id_fkey"
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("alter table orders add constraint later foreign key (person_id) references people (id) deferrable initially deferred");
  await knex("orders").insert({ person_id: 999 });
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("alter table orders drop constraint later");
}
