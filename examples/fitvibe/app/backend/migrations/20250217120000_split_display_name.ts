// rungs-ignore exclusive-lock-held, not-null-scan: written before Rungs judged; 700 users, 0.1 s, while the app was down for 1.2
import { Knex } from "knex";
import { joinName, splitDisplayName } from "../src/domain/names";

/**
 * @breaking `users.display_name` is `first_name` and `last_name`: whoever writes users gives both names, and the app puts them
 *   together with `joinName`. Deploy app 1.2 with this migration.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable("users", (table) => {
    table.string("first_name", 80);
    table.string("last_name", 80);
  });

  const users = await knex("users").select("id", "display_name").orderBy("created_at");
  for (const user of users) {
    const { first, last } = splitDisplayName(user.display_name);
    await knex("users").where({ id: user.id }).update({ first_name: first, last_name: last });
  }

  await knex.schema.alterTable("users", (table) => {
    table.string("first_name", 80).notNullable().alter();
    table.dropColumn("display_name");
  });
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.alterTable("users", (table) => {
    table.string("display_name", 120);
  });

  const users = await knex("users").select("id", "first_name", "last_name");
  for (const user of users) {
    await knex("users")
      .where("id", user.id)
      .update({ display_name: joinName({ first: user.first_name, last: user.last_name }) });
  }

  await knex.schema.alterTable("users", (table) => {
    table.string("display_name", 120).notNullable().alter();
    table.dropColumns("first_name", "last_name");
  });
}
