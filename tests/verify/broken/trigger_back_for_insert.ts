// says: `down` restores trigger `people_touch` of `people` as `CREATE TRIGGER people_touch BEFORE INSERT OR UPDATE ON public.people FOR EACH RO…` instead of `CREATE TRIGGER people_touch BEFORE UPDATE ON public.people FOR EACH ROW EXECUTE …`
import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw("drop trigger people_touch on people");
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("create trigger people_touch before insert or update on people for each row execute function touch()");
}
