import { Knex } from "knex";

export const seed = async (knex: Knex): Promise<void> => {
  const customers = Array.from({ length: 3 }, (_, index) => ({ name: `Customer ${index}`, mail: `c${index}@shop.example` }));
  await knex("customers").insert(customers).onConflict("mail").merge(["name"]);
};
