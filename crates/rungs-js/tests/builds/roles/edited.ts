import { Knex } from "knex";

const ROLES = ["admin", "user"] as const;
type Role = (typeof ROLES)[number];

export const config = { transaction: true };

export const up = async (knex: Knex) => {
  for (const role of ROLES) {
    await knex<{ name: Role }>("roles").insert({ name: role as Role });
  }
};

export const down = (knex: Knex): Promise<number> => knex("roles").del();
