import "./polyfill";
const migration = {
    async up(knex) {
        await knex.raw("CREATE INDEX CONCURRENTLY i ON people (name)");
    },
    async down(knex) {
        await knex.raw("DROP INDEX i");
    },
    config: { transaction: false },
};
export default migration;
export { helper } from "./helper";
