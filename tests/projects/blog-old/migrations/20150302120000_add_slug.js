exports.up = function (knex) {
  return knex.schema.table('posts', function (t) {
    t.string('slug').index('posts_slug');
    t.float('score').defaultTo(1.5);
  }).then(function () {
    return knex.select('id', 'title').from('posts');
  }).then(function (posts) {
    return Promise.all(posts.map(function (post) {
      return knex('posts').where('id', post.id).update({ slug: post.title.toLowerCase().replace(/ /g, '-') });
    }));
  });
};

exports.down = function (knex) {
  return knex.schema.table('posts', function (t) {
    t.dropIndex('slug', 'posts_slug');
    t.dropColumns('slug', 'score');
  });
};
