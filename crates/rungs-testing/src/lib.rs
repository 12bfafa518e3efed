//! What Rungs' end-to-end tests share.
//!
//! A [`page`] is a Markdown file that explains a behaviour and *is* its test: its fenced blocks are the files of a
//! small project, its `console` blocks the commands and what Knex 3.3.0 answered. A page is [played](play::Stage::play) by a
//! [`Tool`](tool::Tool), Rungs or Knex, in a [`Project`](project::Project) of its own on a
//! [`Database`](database::Database) of its own, and [compared](compare::Match). `cargo run -p rungs-testing --bin record` plays the pages with Knex
//! and writes its answers into them.
pub mod compare;
pub mod database;
mod error;
pub mod monorepo;
pub mod normalise;
pub mod page;
pub mod play;
pub mod project;
pub mod schema;
pub mod server;
pub mod tool;

pub use error::Error;
