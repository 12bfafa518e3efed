//! What a knexfile says, as data: the prelude reads the JavaScript, this reads what it found.

mod connection;
mod settings;

pub(crate) use connection::{connect_config, pool_options, search_path};
pub use settings::Knexfile;
pub(crate) use settings::{Read, migration_settings, seed_settings};
