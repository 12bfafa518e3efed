// says: `down` leaves type `order_channel`
// says: `up` after `down` fails: type "order_channel" already exists
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable("orders", (table) => {
    table.enu("channel", ["web", "shop"], { useNative: true, enumName: "order_channel" });
  });
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.alterTable("orders", (table) => table.dropColumn("channel"));
}
