//! The servers that migrations run on: embedded, native, or running already at a URL.
//!
//! An embedded server is a real PostgreSQL that Rungs carries or finds among the project's npm packages; a native one
//! is installed on the machine. Both run with data of their own, under the user's own account (or an
//! unprivileged one for root), and are reached through a Unix socket in a private folder.
//!
//! - [`project`] gives a lease on the server that keeps a project's data. It starts with the first lease and
//!   ends with the last, also when its holder is killed.
//! - [`throwaway`] gives a fresh server for one purpose, gone when it is dropped.
//!
//! Everything is kept below `RUNGS_CACHE_DIR`, or `$XDG_CACHE_HOME/rungs`, or `/var/cache/rungs` for root:
//! `binaries/` and `templates/` by version, `prepared/NAME-HASH` what a project's earlier migrations made, `projects/NAME-HASH/KIND-MAJOR` by the project's canonical path.

mod account;
mod address;
mod binaries;
mod cache;
mod carried;
mod choice;
mod copy;
mod error;
mod lease;
mod lock;
mod native;
mod package;
mod postmaster;
mod prepared;
mod program;
mod project;
mod scratch;
mod server_folder;
mod settings;
mod status;
mod supervise;
mod template;
mod throwaway;
mod tree;

pub use address::Address;
pub use choice::{DEFAULT_MAJOR, OLDEST_MAJOR, ServerChoice};
pub use copy::Copy;
pub use error::LaunchError;
pub use lease::{Lease, Throwaway, project, throwaway};
pub use prepared::Prepared;
pub use project::DATABASE;
pub use status::{Running, ServerStatus, status, stop};
pub use supervise::supervise_if_asked;
