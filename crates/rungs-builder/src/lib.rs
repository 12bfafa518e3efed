//! Knex's builders as data: recorded calls, their AST, and its PostgreSQL SQL.
