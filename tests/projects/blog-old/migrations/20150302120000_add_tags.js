// The same stamp as the slug's: two people on one afternoon.
exports.up = function (knex) {
  return Promise.all([
    knex.schema.createTable('tags', function (t) {
      t.increments();
      t.string('name');
    }),
    knex.schema.createTable('posts_tags', function (t) {
      t.integer('post_id');
      t.integer('tag_id');
      t.primary(['post_id', 'tag_id']);
    }),
  ]);
};

exports.down = (knex) => Promise.all([knex.schema.dropTable('posts_tags'), knex.schema.dropTable('tags')]);
