import path from "node:path";
import type { Knex } from "knex";
import { databaseUrl, type Environment } from "./src/config/database";

function settings(environment: Environment): Knex.Config {
  return {
    client: "pg",
    connection: databaseUrl(environment),
    pool: { min: 0, max: 4 },
    migrations: {
      directory: path.join(__dirname, "migrations"),
      extension: "ts",
    },
    seeds: {
      directory: path.join(__dirname, "seeds"),
      extension: "ts",
    },
  };
}

const environments: Record<Environment, Knex.Config> = {
  development: settings("development"),
  test: settings("test"),
  production: settings("production"),
};

export default environments;
