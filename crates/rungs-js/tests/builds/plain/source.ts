'use strict'
exports.up = (knex) => knex.schema.createTable('a', (t) => { t.increments('id') })
exports.down = function (knex) { return knex.schema.dropTable('a') }
