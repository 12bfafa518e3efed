"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.up = up;
exports.down = down;
const node_crypto_1 = require("node:crypto");
async function up(knex) {
    let last = 0;
    while (true) {
        const rows = await knex('people').where('id', '>', last).orderBy('id').limit(1_000);
        if (rows.length === 0)
            break;
        await Promise.all(rows.map(row => knex('people').where({ id: row.id }).update({ token: (0, node_crypto_1.randomUUID)(), name: row.name ?? 'x' })));
        last = rows[rows.length - 1].id;
    }
}
async function down(knex) {
    await knex('people').update({ token: null });
}
