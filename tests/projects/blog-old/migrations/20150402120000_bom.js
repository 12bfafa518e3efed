exports.up = function (knex) {
  // Returned as it is: a builder is a promise.
  return knex('tags').insert([{ name: 'news' }, { name: 'it\'s "quoted"' }, { name: 'back\\slash ? mark' }]);
};
exports.down = function (knex) {
  return knex('tags').whereIn('name', ['news', 'it\'s "quoted"', 'back\\slash ? mark']).delete();
};
