//! Who looks at the server behind each statement: the tracer.

use std::time::Duration;

use crate::error::Error;
use crate::result::QueryResult;
use crate::statement::Statement;

/// Asks the server about each statement of a [`Session`](crate::Session), on its own connection and in its own
/// transaction: what it locked is gone when that ends.
///
/// Inside a transaction the questions go out with the statement, in one write. Outside of one the session puts BEGIN
/// and COMMIT around a statement, and runs it again without them if the server says that it cannot run in a
/// transaction. Statements fail and succeed as without a probe; an answer that would not come (the transaction has
/// failed) is left out.
///
/// A stream of rows is not asked about.
pub trait Probe {
    /// Whether statements are to be asked about now.
    fn is_active(&self) -> bool;

    /// The statements that a text without parameters is made of, each to be run and asked about by itself. What they
    /// give back is put together again.
    fn parts(&self, statement: &Statement) -> Vec<Part>;

    /// Whether a statement that is sent outside a transaction may be tried inside one: not if it begins or ends
    /// transactions itself.
    fn may_wrap(&self, statement: &Statement) -> bool;

    /// What to ask about a statement; `transaction` is the one that it runs in.
    fn inquire(&self, statement: &Statement, transaction: Option<TransactionNumber>) -> Inquiry;

    /// What was seen of a statement.
    fn seen(&self, statement: &Statement, seen: &Seen<'_>);
}

/// Tells the transactions of a session apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct TransactionNumber(pub u64);

/// One statement of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Its text.
    pub sql: String,
    /// How many characters of the whole text stand before it.
    pub offset: u32,
}

/// The questions about one statement; each may hold several queries, and must succeed.
#[derive(Debug, Clone, Default)]
pub struct Inquiry {
    /// Asked before it runs.
    pub before: Option<Statement>,
    /// Asked after it has run.
    pub after: Option<Statement>,
}

/// What was seen of a statement.
#[derive(Debug)]
pub struct Seen<'a> {
    /// The answer to [`Inquiry::before`].
    pub before: Option<&'a [QueryResult]>,
    /// What came of the statement itself.
    pub outcome: Result<&'a [QueryResult], &'a Error>,
    /// The answer to [`Inquiry::after`]; `None` also when the statement has failed.
    pub after: Option<&'a [QueryResult]>,
    /// How long it took.
    pub elapsed: Duration,
    /// The transaction in which it ran.
    pub transaction: Option<TransactionNumber>,
    /// Whether that transaction was opened only to ask.
    pub wrapped: bool,
}
