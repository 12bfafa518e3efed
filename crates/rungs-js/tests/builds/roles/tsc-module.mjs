const ROLES = ["admin", "user"];
export const config = { transaction: false };
export const up = async (knex) => {
    for (const role of ROLES) {
        await knex("roles").insert({ name: role });
    }
};
export const down = (knex) => knex("roles").del();
