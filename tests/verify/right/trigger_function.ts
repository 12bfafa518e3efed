import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create function stamp() returns trigger language plpgsql as $$ begin new.placed_at = now(); return new; end $$;
    create trigger orders_stamp before insert on orders for each row execute function stamp();
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("drop trigger orders_stamp on orders; drop function stamp()");
}
