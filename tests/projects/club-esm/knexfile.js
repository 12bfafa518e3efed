import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { snakeCase } from './lib/names.js';

const here = dirname(fileURLToPath(import.meta.url));

export default async () => ({
  client: 'pg',
  connection: async () => ({ connectionString: process.env.DATABASE_URL }),
  migrations: { directory: join(here, 'migrations') },
  seeds: { directory: join(here, 'seeds') },
  wrapIdentifier: (value, wrap) => wrap(value === '*' ? value : snakeCase(value)),
});
