// says: `down` forgets table `people`
// says: `down` leaves table `users`
// says: `down` restores view `adults` as `SELECT id, name FROM users WHERE (age >= 18);` instead of `SELECT id, name FROM people WHERE (age >= 18);`
// says: `down` restores OWNED BY of sequence `people_id_seq` as `users.id` instead of `people.id`
// says: `down` restores constraint `orders_person_id_fkey` of `orders` as `FOREIGN KEY (person_id) REFERENCES users(id) ON DELETE CASCADE` instead of `FOREIGN KEY (person_id) REFERENCES people(id) ON DELETE CASCADE`
// says: `down` restores index `people_name_index` as `CREATE INDEX people_name_index ON public.users USING btree (name)` instead of `CREATE INDEX people_name_index ON public.people USING btree (name)`
// says: `down` restores statistics `people_names` as `CREATE STATISTICS public.people_names (dependencies) ON email, name FROM users` instead of `CREATE STATISTICS public.people_names (dependencies) ON email, name FROM people`
// says: `down` restores publication `news` as `FOR TABLE users` instead of `FOR TABLE people`
// says: `up` after `down` fails: relation "people" does not exist
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.schema.renameTable("people", "users");
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.alterTable("users", (table) => table.comment("Everybody"));
}
