import { Knex } from "knex";
import { Table } from "@tables/index";

export async function up(knex: Knex): Promise<void> {
  return knex.schema.createTable(Table.Customers, (table: Knex.CreateTableBuilder) => {
    table.bigIncrements("id");
    table.string("name").notNullable();
    table.string("email").notNullable().unique({ indexName: "customers_email_key" });
    table.timestamps(true, true, true);
  });
}

export async function down(knex: Knex): Promise<void> {
  return knex.schema.dropTable(Table.Customers);
}
