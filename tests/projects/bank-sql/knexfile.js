module.exports = { client: 'pg', connection: process.env.DATABASE_URL, searchPath: ['bank', 'public'], migrations: { schemaName: 'public' } };
