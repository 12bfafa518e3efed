// says: `down` fails: cannot drop table orders because other objects depend on it
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  if (!(await knex.schema.hasTable("orders"))) {
    await knex.schema.createTable("orders", (table) => table.increments("id"));
  }
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTableIfExists("orders");
}
