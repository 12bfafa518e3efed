//! Knex migrations as a front-end: the prelude that records them, the knexfile, values as Node's `pg` gives them.
//!
//! [`Project`] is the way in: it starts a JavaScript engine when one is first needed, and gives migrations, hooks and
//! seeds that [`rungs_run`] runs.

mod config;
mod failure;
mod node;
pub mod prelude;
mod project;
mod session;
mod values;

pub use config::Knexfile;
pub use node::Runtime;
pub use project::{Overrides, Project, ProjectOptions};
pub use rungs_js::{Access, Net, Permissions};
