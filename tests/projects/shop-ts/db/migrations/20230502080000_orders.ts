import { Knex } from "knex";
import { money, ORDER_STATES, Table } from "../../src/tables";

export const up = async (knex: Knex) => {
  await knex.schema.createTable(Table.Orders, (table) => {
    table.bigIncrements("id");
    table.bigInteger("customer_id").notNullable().references("id").inTable(Table.Customers).onDelete("CASCADE").index();
    table.enum("state", ORDER_STATES).notNullable().defaultTo("open");
    money(table, "total");
    table.timestamp("placed_at", { useTz: false }).defaultTo(knex.fn.now());
  });
  await knex.schema.createTable(Table.OrderLines, (table) => {
    table.bigInteger("order_id").notNullable().references(`${Table.Orders}.id`).onUpdate("CASCADE");
    table.integer("line").notNullable();
    table.string("article", 40).notNullable();
    table.integer("quantity").unsigned().notNullable();
    money(table, "price");
    table.primary(["order_id", "line"], { constraintName: "order_lines_pk" });
  });
};

export const down = async (knex: Knex) => {
  await knex.schema.dropTable(Table.OrderLines);
  await knex.schema.dropTable(Table.Orders);
};
