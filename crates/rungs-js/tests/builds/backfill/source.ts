import type { Knex } from 'knex';
import { randomUUID } from 'node:crypto';

interface Row { id: number; name: string | null }

export async function up(knex: Knex) {
    let last = 0;
    while (true) {
        const rows = await knex<Row>('people').where('id', '>', last).orderBy('id').limit(1_000);
        if (rows.length === 0) break;
        await Promise.all(rows.map(row => knex('people').where({ id: row.id }).update({ token: randomUUID(), name: row.name ?? 'x' })));
        last = rows[rows.length - 1]!.id;
    }
}

export async function down(knex: Knex) {
    await knex('people').update({ token: null })
}
