//! Somebody else who judges what the verifier runs.

use async_trait::async_trait;
use rungs_catalog::Snapshot;
use rungs_postgres::Session;
use rungs_run::{FrontEndError, Migration};

/// Looks on while migrations that are verified go up for the first time, so that one run serves more than one judge.
#[async_trait(?Send)]
pub trait Witness {
    /// The database is reached by another session from now on.
    async fn follow(&self, session: &Session);

    /// The migration is about to go up.
    ///
    /// # Errors
    /// Whatever keeps it from looking on.
    async fn begin(&self, migration: &dyn Migration) -> Result<(), WitnessError>;

    /// Whether what the session sends from now on is the migration's own.
    fn look(&self, is_its_own: bool);

    /// The migration has gone up, or failed to.
    ///
    /// # Errors
    /// Whatever keeps it from looking on.
    async fn end(&self, migration: &dyn Migration, went: WentUp<'_>) -> Result<(), WitnessError>;
}

/// What keeps a witness from looking on.
pub type WitnessError = Box<dyn std::error::Error>;

/// How a migration has gone up.
#[derive(Debug, Clone, Copy)]
pub struct WentUp<'a> {
    /// What the database held before it.
    pub before: &'a Snapshot,
    /// What it held after it.
    pub after: &'a Snapshot,
    /// Whether it ran in a transaction.
    pub in_transaction: bool,
    /// What it threw.
    pub failure: Option<&'a FrontEndError>,
}
