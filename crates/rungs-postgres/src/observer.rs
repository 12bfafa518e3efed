//! Who watches a session: the journal, the tracer, the printer, the progress bar.

use std::time::Duration;

use crate::error::Error;
use crate::result::QueryResult;
use crate::server_error::Notice;
use crate::session::TransactionStatus;
use crate::statement::Statement;

/// Watches the statements of a [`Session`](crate::Session). All methods do nothing unless overridden; they
/// must not block.
pub trait Observer {
    /// `statement` is about to be sent. In a pipelined batch this is called for every statement of the batch
    /// before the first of them runs.
    fn before(&self, statement: &Statement) {
        let _ = statement;
    }

    /// `statement` has ended. `elapsed` runs from the moment it was sent, or in a batch from the end of the
    /// statement before it; of those whose answers the server sends together, the first bears the time of all. Not called when the caller dropped the future that waited for it.
    fn after(&self, statement: &Statement, outcome: Result<&[QueryResult], &Error>, elapsed: Duration) {
        let _ = (statement, outcome, elapsed);
    }

    /// The server is ready for the next statement, in this state: told just before the [`after`](Self::after) of the
    /// statement that has ended.
    fn ready(&self, status: TransactionStatus) {
        let _ = status;
    }

    /// A statement to go out just before `statement` and in the same write, asked for only where no transaction is open:
    /// a journal's row. It is a transaction of its own; whoever asked for `statement` hears nothing of it.
    fn escort(&self, statement: &Statement) -> Option<Statement> {
        let _ = statement;
        None
    }

    /// The server refused an escort; the statement behind it went on nevertheless.
    fn escort_failed(&self, error: &Error) {
        let _ = error;
    }

    /// Whether statements are to say where in the user's source they come from even where looking that up costs more
    /// than it is worth to anyone else.
    fn wants_origins(&self) -> bool {
        false
    }

    /// The server sent a notice (`RAISE NOTICE`, "relation already exists, skipping", warnings).
    fn notice(&self, notice: &Notice) {
        let _ = notice;
    }
}
