'use strict';

var connection = process.env.DATABASE_URL;

exports.development = { client: 'pg', connection: connection, debug: false };
exports.production = Object.assign({}, exports.development, { pool: { min: 2, max: 10 } });
