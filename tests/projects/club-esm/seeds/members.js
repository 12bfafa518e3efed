export async function seed(knex) {
  await knex('members').insert([{ fullName: 'Ada', phoneNumbers: ['1', '2'] }, { fullName: 'Grace', rank: 'honorary' }]);
}
