//! Which files are migrations or seeds, and in which order they run.

mod extension;
mod migrations;
mod order;
mod read;
mod resolve;
mod seeds;
mod system_error;

pub use migrations::{MigrationFile, migrations};
pub use resolve::resolve;
pub use seeds::seeds;
pub use system_error::SystemError;
