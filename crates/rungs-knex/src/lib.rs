//! Knex migrations as a front-end: the prelude that records them, the knexfile, values as Node's `pg` gives them.

pub mod prelude;
