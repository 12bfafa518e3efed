use std::rc::Rc;
use std::time::Duration;

use rungs_postgres::{Error, Observer, QueryResult, Seen, Statement};

use super::Tracer;
use crate::fact::Traced;

/// Watches other sessions for a tracer.
pub(super) struct Elsewhere(pub(super) Rc<Tracer>);

impl Observer for Elsewhere {
    fn after(&self, statement: &Statement, outcome: Result<&[QueryResult], &Error>, elapsed: Duration) {
        if !self.0.is_active.get() {
            return;
        }
        let seen = Seen { before: None, outcome, after: None, elapsed, transaction: None, wrapped: false };
        let traced = Traced { is_elsewhere: true, ..Traced::of(statement, &seen, 0) };
        self.0.state.borrow_mut().trace.statements.push(traced);
    }

    fn wants_origins(&self) -> bool {
        self.0.is_active.get()
    }
}
