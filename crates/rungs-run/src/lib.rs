//! What a migration is, and how migrations are run: ledger, lock, batches, journal.
//!
//! A front-end implements [`Migration`], [`Source`], [`Hooks`] and [`Seed`]; [`Runner`] runs them with the transactions, the ledger
//! and the lock that Knex 3.3.0 uses, so that both can take turns on one database.

pub mod comments;
pub mod discovery;
mod error;
mod interrupt;
mod journal;
pub mod ledger;
pub mod lock;
mod migration;
mod runner;
mod seeds;
mod settings;
mod watch;

pub use error::Error;
pub use interrupt::Interrupt;
pub use journal::{Failed, Failure, Journal, Noted, Unfinished};
pub use migration::{
    Completion, Down, Frame, FrontEndError, Hooks, Migration, NoHooks, RunContext, Seed, Source, Wishes, stem,
};
pub use runner::{Batch, DEFAULT_PATIENCE, Listing, Runner};
pub use seeds::run_seeds;
pub use settings::{DEFAULT_LOAD_EXTENSIONS, MigrationSettings, SeedSettings};
pub use watch::{Direction, Event, NoWatch, Watch};
