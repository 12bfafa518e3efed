import { Knex } from "knex";

const FIRST_YEAR = 2025;
const MONTHS = 6;

function month(index: number): { suffix: string; from: string; to: string } {
  const start = new Date(Date.UTC(FIRST_YEAR, index, 1)).toISOString().slice(0, 10);
  const end = new Date(Date.UTC(FIRST_YEAR, index + 1, 1)).toISOString().slice(0, 10);
  return { suffix: start.slice(0, 7).replace("-", "_"), from: start, to: end };
}

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE heart_rate_samples (
      user_id     uuid        NOT NULL REFERENCES users (id) ON DELETE CASCADE,
      session_id  uuid        REFERENCES user_sessions (id) ON DELETE SET NULL,
      measured_at timestamptz NOT NULL,
      bpm         smallint    NOT NULL CHECK (bpm BETWEEN 20 AND 260),
      PRIMARY KEY (user_id, measured_at)
    ) PARTITION BY RANGE (measured_at);

    CREATE INDEX heart_rate_samples_session ON heart_rate_samples (session_id, measured_at);
    CREATE TABLE heart_rate_samples_default PARTITION OF heart_rate_samples DEFAULT;
  `);

  for (let index = 0; index < MONTHS; index += 1) {
    const { suffix, from, to } = month(index);
    await knex.raw(
      `CREATE TABLE ?? PARTITION OF heart_rate_samples FOR VALUES FROM ('${from}') TO ('${to}')`,
      [`heart_rate_samples_${suffix}`],
    );
  }
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable("heart_rate_samples");
}
