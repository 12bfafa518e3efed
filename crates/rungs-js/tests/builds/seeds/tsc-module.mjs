import bcrypt from 'bcryptjs';
import defaults, { people } from '../people';
export async function seed(knex) {
    const hash = await bcrypt.hash((process.env.PASSWORD || "secret"), 8);
    await knex('users').insert(people.map((person) => ({ ...defaults, ...person, hash, "created-at": new Date(0) })));
}
