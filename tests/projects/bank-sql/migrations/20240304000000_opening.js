exports.up = async (knex) => {
  const inserted = await knex.raw('INSERT INTO bank.accounts (owner) VALUES (?), (:b) RETURNING id'.replace(':b', '?'), ['Ada', 'Grace']);
  console.log(inserted.command, inserted.rowCount, inserted.fields.map((field) => field.name).join());
  for (const { id } of inserted.rows) {
    await knex.raw('INSERT INTO bank.entries (account, at, amount) VALUES (:id, :at, :amount)', { id, at: new Date('2024-03-04T12:00:00Z'), amount: 10.5 });
  }
  const [, second] = await knex.raw('SELECT 1 AS one; SELECT owner, balance, opened, ARRAY[1, 2] AS list, NULL AS nothing, true AS yes, 2::bigint AS big FROM bank.accounts ORDER BY id');
  console.log(JSON.stringify(second.rows));
};
exports.down = (knex) => knex.raw('TRUNCATE bank.accounts, bank.entries');
