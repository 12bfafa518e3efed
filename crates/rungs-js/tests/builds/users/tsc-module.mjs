import * as fs from 'fs';
import path from 'path';
import { TABLES, nameOf as name } from '../constants';
/** Users. */
export async function up(knex) {
    // who logs in
    await knex.schema.createTable(TABLES.users, (table) => {
        table.increments('id');
        table.string("email", 100).notNullable().unique();
        table.enu('role', ['admin', 'user'], { useNative: true, 'enumName': 'user_role' });
    });
    await knex.raw(fs.readFileSync(path.join(__dirname, '..', 'sql', "it's.sql"), 'utf8'));
    await knex.raw(`select '${name("x")}'`);
}
;
export async function down(knex) { await knex.schema.dropTable(TABLES.users); }
