// says: `down` leaves table `tags`
// says: `up` after `down` fails: relation "tags" already exists
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.schema
    .createTable("tags", (table) => {
      table.increments("id");
      table.string("label");
    })
    .createTable("people_tags", (table) => {
      table.integer("person_id").references("people.id");
      table.integer("tag_id").references("tags.id");
    });
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable("people_tags");
}
