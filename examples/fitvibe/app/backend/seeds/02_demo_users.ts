import bcrypt from "bcryptjs";
import { Knex } from "knex";

const DEMO = [
  { email: "ada@fitvibe.example", first_name: "Ada", last_name: "King Lovelace" },
  { email: "grace@fitvibe.example", first_name: "Grace", last_name: "Hopper" },
];

export async function seed(knex: Knex): Promise<void> {
  const password_hash = await bcrypt.hash("correct horse battery staple", 8);
  await knex("users").whereIn("email", DEMO.map((user) => user.email)).del();

  const users = await knex("users")
    .insert(DEMO.map((user) => ({ ...user, password_hash })))
    .returning(["id", "email"]);

  await knex("user_sessions").insert(
    users.map(({ id }, index) => ({
      user_id: id,
      planned_date: new Date(Date.UTC(2025, 2, 3 + index, 6, 30)),
      completed_at: index === 0 ? new Date(Date.UTC(2025, 2, 3, 7, 25)) : null,
      status: index === 0 ? "completed" : "planned",
    })),
  );
}
