exports.config = { transaction: false };

exports.up = function (knex) {
  return knex.raw('CREATE INDEX CONCURRENTLY posts_title ON posts (lower(title))');
};

exports.down = function (knex) {
  return knex.raw('DROP INDEX CONCURRENTLY posts_title');
};
