exports.seed = function (knex, Promise) {
  return knex('users').del()
    .then(function () {
      return knex('users').insert({ id: 1, username: 'root', created_at: new Date(Date.UTC(2015, 2, 1)) });
    })
    .then(function () {
      return knex('users').insert([{ id: 2, username: 'guest' }, { id: 3, username: 'bot', password: null }]);
    });
};
