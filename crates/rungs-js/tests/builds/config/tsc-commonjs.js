"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.helper = void 0;
require("./polyfill");
const migration = {
    async up(knex) {
        await knex.raw("CREATE INDEX CONCURRENTLY i ON people (name)");
    },
    async down(knex) {
        await knex.raw("DROP INDEX i");
    },
    config: { transaction: false },
};
exports.default = migration;
var helper_1 = require("./helper");
Object.defineProperty(exports, "helper", { enumerable: true, get: function () { return helper_1.helper; } });
