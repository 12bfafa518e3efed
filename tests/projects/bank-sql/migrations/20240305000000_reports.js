exports.up = async (knex) => {
  await knex.raw(`CREATE MATERIALIZED VIEW bank.totals AS SELECT account, sum(amount) AS total FROM bank.entries GROUP BY account`);
  await knex.raw('CREATE UNIQUE INDEX ON bank.totals (account)');
};
exports.down = (knex) => knex.raw('DROP MATERIALIZED VIEW bank.totals');
