// says: `down` restores constraint `orders_pkey` of `orders` as `PRIMARY KEY (id, person_id)` instead of `PRIMARY KEY (id)`
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("alter table orders drop constraint orders_pkey");
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("alter table orders add constraint orders_pkey primary key (id, person_id)");
}
