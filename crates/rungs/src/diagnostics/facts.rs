use rungs_postgres::{Error as DatabaseError, Origin, ServerError, Statement};
use rungs_run::{Error, FrontEndError};

use super::Trouble;

/// What is known about a trouble, wherever in it that stands.
#[derive(Default)]
pub(super) struct Facts<'a> {
    /// What the user's code threw.
    pub(super) front_end: Option<&'a FrontEndError>,
    /// What the database client reported.
    pub(super) database: Option<&'a DatabaseError>,
}

impl<'a> Facts<'a> {
    pub(super) fn of(trouble: &'a Trouble) -> Self {
        let (front_end, database) = match trouble {
            Trouble::Run(failure) => {
                let front_end = match &failure.error {
                    Error::FrontEnd(error) | Error::Seed { error, .. } => Some(error),
                    _ => None,
                };
                (front_end, failure.error.database())
            }
            Trouble::Session(error) => (Some(error), error.database()),
            Trouble::Knexfile { error, .. } => (Some(error), error.database()),
            Trouble::Database(error) => (None, Some(error)),
            _ => (None, None),
        };
        Self { front_end, database }
    }

    /// What the server said.
    pub(super) fn server_error(&self) -> Option<&'a ServerError> {
        self.database.and_then(DatabaseError::server_error)
    }

    /// The statement that failed.
    pub(super) fn statement(&self) -> Option<&'a Statement> {
        self.database.and_then(DatabaseError::statement)
    }

    /// The place in the user's source that asked for what failed.
    pub(super) fn origin(&self) -> Option<&'a Origin> {
        let statement = || self.statement().and_then(|statement| statement.origin.as_ref());
        self.front_end.and_then(FrontEndError::origin).or_else(statement)
    }
}
