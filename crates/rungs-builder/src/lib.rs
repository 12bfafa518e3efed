//! Knex's builders as data: recorded calls, their AST, and Knex's own PostgreSQL SQL.
//!
//! The prelude (JavaScript, in `rungs-knex`) only records which builder methods a migration called. This crate gives the
//! calls their meaning, in two pure steps without I/O: `calls/` reads them into `ast/`, `render/` writes the SQL that
//! Knex 3.3.0 would have sent. Whatever Knex refuses is refused here, in its words.

pub mod ast;
pub mod calls;
mod error;
pub mod render;

pub use calls::{Arg, Builder, BuilderKind, Call, Site};
pub use error::{Error, ErrorClass};
pub use render::{Compiled, Context, compile};
