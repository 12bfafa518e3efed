import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("drop trigger people_touch on people");
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("create trigger people_touch before update on people for each row execute function touch()");
}
