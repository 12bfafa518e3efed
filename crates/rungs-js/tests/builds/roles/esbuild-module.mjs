const ROLES = ["admin", "user"];
const config = { transaction: false };
const up = async (knex) => {
  for (const role of ROLES) {
    await knex("roles").insert({ name: role });
  }
};
const down = (knex) => knex("roles").del();
export {
  config,
  down,
  up
};
