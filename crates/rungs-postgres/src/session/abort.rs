//! What put a transaction into the state in which PostgreSQL only repeats that it is aborted.

use super::Session;
use crate::error::Error;
use crate::server_error::ServerError;
use crate::statement::{Origin, Statement};

/// The statement that aborted a transaction.
#[derive(Debug, Clone)]
pub struct Abort {
    /// The statement.
    pub statement: Statement,
    /// What the server said to it.
    pub error: ServerError,
}

impl Abort {
    pub(super) fn of(error: &Error) -> Option<Self> {
        let (statement, error) = (error.statement()?.clone(), error.server_error()?.clone());
        Some(Self { statement, error })
    }
}

impl Session {
    /// What aborted the transaction that is open, or the one that ended last; `None` when nothing did.
    pub fn aborted_by(&self) -> Option<Abort> {
        self.inner.shared.aborted_by.borrow().clone()
    }

    /// Adds where the statement that aborted the transaction comes from, for those who find out later.
    pub fn place_abort(&self, origin: Origin) {
        if let Some(abort) = &mut *self.inner.shared.aborted_by.borrow_mut() {
            abort.statement.origin.get_or_insert(origin);
        }
    }
}
