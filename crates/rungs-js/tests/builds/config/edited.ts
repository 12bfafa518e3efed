import type { Knex } from "knex";
import "./polyfill";

const migration = {
  async up(knex: Knex) {
    await knex.raw("CREATE INDEX CONCURRENTLY i ON people (name)");
  },
  async down(knex: Knex) {
    await knex.raw("DROP INDEX i");
  },
  config: { transaction: true },
};

export default migration;
export { helper } from "./helper";
