//! Knex migrations as a front-end: prelude, knexfile, values, migrations.
