import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable("audit_log", (table) => {
    table.bigIncrements("id");
    table.text("table_name").notNullable();
    table.jsonb("row").notNullable();
    table.timestamp("at").notNullable().defaultTo(knex.fn.now());
  });
  await knex.raw(`
    CREATE FUNCTION write_audit_log() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      INSERT INTO audit_log (table_name, row) VALUES (TG_TABLE_NAME, to_jsonb(NEW));
      RETURN NEW;
    END $$
  `);
  for (const table of ["people", "orders"]) {
    await knex.raw("create trigger ?? after insert or update on ?? for each row execute function write_audit_log()", [`${table}_audit`, table]);
  }
}

export async function down(knex: Knex): Promise<void> {
  for (const table of ["people", "orders"]) await knex.raw("drop trigger ?? on ??", [`${table}_audit`, table]);
  await knex.raw("drop function write_audit_log()");
  await knex.schema.dropTable("audit_log");
}
