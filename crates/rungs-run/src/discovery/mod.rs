//! Which files are migrations or seeds, and in which order they run.

mod extension;
mod migrations;
mod order;
mod read;
mod seeds;

pub use migrations::{MigrationFile, migrations};
pub use seeds::seeds;
