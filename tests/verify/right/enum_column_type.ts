import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable("orders", (table) => {
    table.enu("channel", ["web", "shop"], { useNative: true, enumName: "order_channel" });
  });
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.alterTable("orders", (table) => table.dropColumn("channel"));
  await knex.raw("drop type order_channel");
}
