export type Environment = "development" | "test" | "production";

const LOCAL: Partial<Record<Environment, string>> = {
  development: "postgres://fitvibe:fitvibe@localhost:5432/fitvibe_dev",
  test: "postgres://fitvibe:fitvibe@localhost:5432/fitvibe_test",
};

/**
 * The database of an environment: `DATABASE_URL` wherever it is set, a developer's own server otherwise.
 * Production has no fallback; `infra/scripts/migrate.sh` refuses to start without the variable.
 */
export function databaseUrl(environment: Environment): string | undefined {
  return process.env.DATABASE_URL ?? LOCAL[environment];
}
