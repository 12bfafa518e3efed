/** @param {import("knex").Knex} knex */
export async function up(knex) {
  await knex.raw('CREATE EXTENSION IF NOT EXISTS pgcrypto'); // gen_random_uuid() before PostgreSQL 13
  await knex.schema.createTable('members', (table) => {
    table.uuid('memberId').primary().defaultTo(knex.fn.uuid());
    table.string('fullName').notNullable();
    table.date('joinedOn').notNullable().defaultTo(knex.raw('CURRENT_DATE'));
    table.specificType('phoneNumbers', 'text[]');
    table.jsonb('extra').defaultTo(JSON.stringify({ newsletter: true }));
    table.enum('rank', ['guest', 'member', 'honorary'], { useNative: true, enumName: 'member_rank' }).defaultTo('guest');
  });
}

export async function down(knex) {
  await knex.schema.dropTable('members');
  await knex.schema.raw('DROP TYPE member_rank');
}
