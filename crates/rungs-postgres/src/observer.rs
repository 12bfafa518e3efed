//! Who watches a session: the journal, the tracer, the printer, the progress bar.

use std::time::Duration;

use crate::error::Error;
use crate::result::QueryResult;
use crate::server_error::Notice;
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
    /// statement before it. Not called when the caller dropped the future that waited for it.
    fn after(&self, statement: &Statement, outcome: Result<&[QueryResult], &Error>, elapsed: Duration) {
        let _ = (statement, outcome, elapsed);
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
