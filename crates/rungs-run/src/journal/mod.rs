//! What stands: of a run that failed, told at its end; of one that was killed, told by the next from a table in the
//! database.

mod recorder;
mod unfinished;

use rungs_postgres::{Abort, Error as DatabaseError, Statement};

use crate::Error;

pub(crate) use recorder::{Recorder, Recording};
pub use unfinished::{Noted, Unfinished};

/// What stands after a run that failed.
#[derive(Debug, Clone, Default)]
pub struct Journal {
    /// Migrations that are in the database and in the ledger.
    pub committed: Vec<String>,
    /// Migrations that ran and were rolled back with the transaction they shared.
    pub rolled_back: Vec<String>,
    /// Migrations that are in the database and in the ledger, all of them or none: the connection was lost while the
    /// server committed them.
    pub in_doubt: Vec<String>,
    /// The migration that failed, if it was one.
    pub failed: Option<Failed>,
    /// The statement that had aborted the transaction, when the run failed only later, because of that.
    pub aborted_by: Option<Abort>,
}

/// The migration that ended a run.
#[derive(Debug, Clone)]
pub struct Failed {
    /// Its name.
    pub name: String,
    /// When it ran without a transaction: the statements that took effect before it failed. `None` when all
    /// it did was rolled back.
    pub standing: Option<Vec<Statement>>,
    /// When it ran without a transaction: the statement whose answer was never read, which may have taken effect.
    pub in_flight: Option<Statement>,
}

/// A run that failed: why, and what stands.
#[derive(Debug)]
pub struct Failure {
    /// Why.
    pub error: Error,
    /// What stands.
    pub journal: Journal,
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self { error, journal: Journal::default() }
    }
}

impl From<DatabaseError> for Failure {
    fn from(error: DatabaseError) -> Self {
        Error::from(error).into()
    }
}
