const fs = require('fs');
const path = require('path');

exports.up = (knex) => knex.raw(fs.readFileSync(path.join(__dirname, 'sql', 'post.sql'), { encoding: 'utf-8' }));
exports.down = (knex) => knex.raw('DROP TRIGGER post ON bank.entries; DROP FUNCTION bank.post()');
