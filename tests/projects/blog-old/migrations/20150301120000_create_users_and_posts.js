'use strict';

exports.up = function (knex, Promise) {
  return knex.schema
    .createTable('users', function (t) {
      t.increments('id').primary();
      t.string('username', 30).notNullable();
      t.string('password', 60);
      t.timestamps();
      t.unique('username');
    })
    .then(function () {
      return knex.schema.createTableIfNotExists('posts', function () {
        this.increments();
        this.integer('user_id').unsigned().references('id').inTable('users');
        this.string('title');
        this.text('body', 'longtext');
        this.boolean('published').defaultTo(false);
        this.dateTime('published_at');
      });
    });
};

exports.down = function (knex) {
  return knex.schema.dropTable('posts').then(function () {
    return knex.schema.dropTable('users');
  });
};
