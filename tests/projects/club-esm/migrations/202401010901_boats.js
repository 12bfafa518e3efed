import { readFile } from 'node:fs/promises';

const boats = JSON.parse(await readFile(new URL('../lib/boats.json', import.meta.url), 'utf8'));

export async function up(knex) {
  await knex.schema
    .createTable('boats', (table) => {
      table.increments('boatId');
      table.string('boatName').unique();
      table.integer('seats').notNullable();
      table.uuid('keeper').references('memberId').inTable('members').onDelete('SET NULL');
    })
    .createView('bigBoats', (view) => {
      view.columns(['name']);
      view.as(knex('boats').select('boatName').where('seats', '>', 2));
    });
  await knex.batchInsert('boats', boats, 2);
}

export const down = (knex) => knex.schema.dropView('bigBoats').dropTable('boats');
