import "./polyfill";
const migration = {
  async up(knex) {
    await knex.raw("CREATE INDEX CONCURRENTLY i ON people (name)");
  },
  async down(knex) {
    await knex.raw("DROP INDEX i");
  },
  config: { transaction: false }
};
var source_default = migration;
import { helper } from "./helper";
export {
  source_default as default,
  helper
};
