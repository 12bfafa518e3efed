import type { Knex } from "knex";

export type Money = string & { readonly brand: unique symbol };

/** A column for money: never a float. */
export function money(table: Knex.CreateTableBuilder, name: string): Knex.ColumnBuilder {
  return table.decimal(name, 12, 2).notNullable().defaultTo(0);
}
