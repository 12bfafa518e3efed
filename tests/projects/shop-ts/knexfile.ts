import type { Knex } from "knex";
import { config } from "./src/config";

const shared: Knex.Config = {
  client: "postgresql",
  connection: { connectionString: config.database.url },
  pool: { min: 0, max: config.database.poolMax },
  migrations: { directory: `${config.root}/db/migrations`, tableName: "schema_migrations", extension: "ts" },
  seeds: { directory: `${config.root}/db/seeds` },
};

const environments: { [key: string]: Knex.Config } = { development: shared, production: { ...shared, debug: false } };

module.exports = environments;
