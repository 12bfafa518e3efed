"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.down = exports.up = exports.config = void 0;
const ROLES = ["admin", "user"];
exports.config = { transaction: false };
const up = async (knex) => {
    for (const role of ROLES) {
        await knex("roles").insert({ name: role });
    }
};
exports.up = up;
const down = (knex) => knex("roles").del();
exports.down = down;
