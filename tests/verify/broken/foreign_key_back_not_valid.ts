// says: `down` restores constraint `orders_person_id_fkey` of `orders` as `FOREIGN KEY (person_id) REFERENCES people(id) ON DELETE CASCADE NOT VALID` instead of `FOREIGN KEY (person_id) REFERENCES people(id) ON DELETE CASCADE`
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("alter table orders drop constraint orders_person_id_fkey");
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("alter table orders add constraint orders_person_id_fkey foreign key (person_id) references people (id) on delete cascade not valid");
}
