use std::cell::{Cell, RefCell};
use std::time::Duration;

use rungs_postgres::{Error as DatabaseError, Observer, QueryResult, Statement};

use crate::Error;

/// What stands after a run that failed.
#[derive(Debug, Clone, Default)]
pub struct Journal {
    /// Migrations that are in the database and in the ledger.
    pub committed: Vec<String>,
    /// Migrations that ran and were rolled back with the transaction they shared.
    pub rolled_back: Vec<String>,
    /// The migration that failed, if it was one.
    pub failed: Option<Failed>,
}

/// The migration that ended a run.
#[derive(Debug, Clone)]
pub struct Failed {
    /// Its name.
    pub name: String,
    /// When it ran without a transaction: the statements that took effect before it failed. `None` when all
    /// it did was rolled back.
    pub standing: Option<Vec<Statement>>,
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

/// Notes the statements of migrations that run without a transaction.
#[derive(Debug, Default)]
pub(crate) struct StatementJournal {
    recording: Cell<bool>,
    busy: Cell<bool>,
    done: RefCell<Vec<Statement>>,
}

impl StatementJournal {
    /// Starts anew.
    pub(crate) fn start(&self) {
        self.done.take();
        self.recording.set(true);
    }

    /// Ends, with what took effect since the start.
    pub(crate) fn stop(&self) -> Vec<Statement> {
        self.recording.set(false);
        self.done.take()
    }

    /// Whether a statement was sent and its answer has not been read to the end.
    pub(crate) fn is_busy(&self) -> bool {
        self.busy.get()
    }

    pub(crate) fn is_recording(&self) -> bool {
        self.recording.get()
    }
}

impl Observer for StatementJournal {
    fn before(&self, _statement: &Statement) {
        self.busy.set(true);
    }

    fn after(
        &self,
        statement: &Statement,
        outcome: Result<&[QueryResult], &DatabaseError>,
        _elapsed: Duration,
    ) {
        self.busy.set(false);
        if self.recording.get() && outcome.is_ok() {
            self.done.borrow_mut().push(statement.clone());
        }
    }
}
