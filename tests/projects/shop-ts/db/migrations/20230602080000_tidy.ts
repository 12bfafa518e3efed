import { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  if (!(await knex.schema.hasColumn("orders", "note"))) {
    await knex.schema.alterTable("orders", (table) => {
      table.text("note").nullable().comment("For the warehouse");
      table.dropColumn("placed_at");
    });
  }
  const exists = await knex.schema.hasTable("customers");
  if (exists) {
    await knex.schema.table("customers", (table) => {
      table.string("name", 80).notNullable().defaultTo("nobody").alter();
      table.renameColumn("email", "mail");
      table.check("mail <> ''", undefined, "customers_mail_check");
    });
  }
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.table("customers", (table) => {
    table.dropChecks(["customers_mail_check"]);
    table.renameColumn("mail", "email");
    table.string("name").notNullable().alter({ alterNullable: false });
  });
  await knex.schema.alterTable("orders", (table) => {
    table.dropColumn("note");
    table.timestamp("placed_at", { useTz: false }).defaultTo(knex.fn.now());
  });
}
