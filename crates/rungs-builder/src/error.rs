use crate::calls::Site;

/// Which JavaScript class the error has when it is thrown into the migration: Knex throws both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErrorClass {
    /// `Error`
    Error,
    /// `TypeError`
    TypeError,
    /// `AssertionError`, of Node's module `assert`
    AssertionError,
}

/// A builder call that Knex refuses; the message is Knex's own.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("{message}")]
pub struct Error {
    /// The class it is thrown as.
    pub class: ErrorClass,
    /// What Knex says.
    pub message: String,
    /// The call that is refused, where one is.
    pub site: Option<Site>,
}

impl Error {
    /// What Knex throws as `new Error(message)`.
    pub fn plain(message: impl Into<String>) -> Self {
        Self { class: ErrorClass::Error, message: message.into(), site: None }
    }

    /// What Knex throws as `new TypeError(message)`.
    pub fn type_error(message: impl Into<String>) -> Self {
        Self { class: ErrorClass::TypeError, message: message.into(), site: None }
    }

    /// What Knex throws by `assert(…, message)`.
    pub fn assertion(message: impl Into<String>) -> Self {
        Self { class: ErrorClass::AssertionError, message: message.into(), site: None }
    }

    /// Says which call is refused, unless a call within it is.
    #[must_use]
    pub(crate) fn at(mut self, site: Option<&Site>) -> Self {
        self.site = self.site.or_else(|| site.cloned());
        self
    }
}
