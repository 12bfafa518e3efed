import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("create table readings (id bigint generated always as identity, at timestamptz not null, value real) partition by range (at)");
  for (const month of [1, 2, 3]) {
    const name = `readings_2025_0${month}`;
    await knex.raw(`create table ${name} partition of readings for values from ('2025-0${month}-01') to ('2025-0${month + 1}-01')`);
  }
  await knex.raw("create index readings_at on readings (at)");
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("drop table readings");
}
