exports.up = (knex) => knex.schema.createTable('b', (t) => { t.increments('id') })
exports.down = function (knex) { return knex.schema.dropTable('a') }
