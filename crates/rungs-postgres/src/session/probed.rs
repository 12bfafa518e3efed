//! Running statements with a probe that asks about each.

use std::time::{Duration, Instant};

use super::run::Item;
use super::{Held, TransactionStatus};
use crate::error::Error;
use crate::probe::{Inquiry, Part, Probe, Seen};
use crate::result::QueryResult;
use crate::statement::Statement;
use crate::wire::{Request, may_end_transaction};

/// SQLSTATEs of what cannot run in a transaction: `CREATE INDEX CONCURRENTLY`, a procedure that commits.
const REFUSED_IN_TRANSACTION: &[&str] = &["25001", "2D000"];

/// The outcome of a statement, and how long it took.
type Answer = (Result<Vec<QueryResult>, Error>, Duration);

impl Held<'_> {
    /// Runs one statement and has `probe` see it; observers see it once, as it was given.
    pub(super) async fn run_probed(
        &mut self,
        probe: &dyn Probe,
        (statement, index): Item<'_>,
    ) -> Result<Vec<QueryResult>, Error> {
        if index.is_none() {
            self.shared.deferred.borrow_mut().pop_front();
        }
        self.shared.each_observer(|observer| observer.before(statement));
        let since = Instant::now();
        let outcome = self.wrapped_or_bare(probe, (statement, index)).await;
        self.report(statement, &outcome, since);
        outcome
    }

    async fn wrapped_or_bare(
        &mut self,
        probe: &dyn Probe,
        (statement, index): Item<'_>,
    ) -> Result<Vec<QueryResult>, Error> {
        if self.shared.transaction().is_some() || !probe.may_wrap(statement) {
            return self.in_parts(probe, (statement, index), false).await;
        }
        match self.wrapped(probe, (statement, index)).await {
            Err(error) if is_refusal(&error) => {
                let whole = Part { sql: statement.sql.clone(), offset: 0 };
                self.one_part(probe, (statement, index), &whole, false).await
            }
            done => done,
        }
    }

    async fn wrapped(&mut self, probe: &dyn Probe, item: Item<'_>) -> Result<Vec<QueryResult>, Error> {
        self.alone(&Statement::new("BEGIN")).await?;
        let outcome = self.in_parts(probe, item, true).await;
        // In a transaction that has failed this is a ROLLBACK. Deferred constraints speak here.
        let ended = self.alone(&Statement::new("COMMIT")).await;
        let results = outcome?;
        ended.map_err(|error| of_item(error, item, 0))?;
        Ok(results)
    }

    async fn in_parts(
        &mut self,
        probe: &dyn Probe,
        item: Item<'_>,
        wrapped: bool,
    ) -> Result<Vec<QueryResult>, Error> {
        let mut results = Vec::new();
        for part in probe.parts(item.0) {
            results.extend(self.one_part(probe, item, &part, wrapped).await?);
        }
        Ok(results)
    }

    async fn one_part(
        &mut self,
        probe: &dyn Probe,
        item: Item<'_>,
        part: &Part,
        wrapped: bool,
    ) -> Result<Vec<QueryResult>, Error> {
        let statement = Statement { sql: part.sql.clone(), ..item.0.clone() };
        let transaction = self.shared.transaction();
        let inquiry = match self.shared.status.get() {
            TransactionStatus::Failed => Inquiry { before: None, ..probe.inquire(&statement, transaction) },
            _ => probe.inquire(&statement, transaction),
        };
        let (before, (outcome, elapsed), after) = self.ask(&inquiry, &statement).await?;
        let outcome = outcome.map_err(|error| of_item(error, item, part.offset));
        // It is tried again outside the transaction, and seen there.
        let tried_again = wrapped && outcome.as_ref().is_err_and(is_refusal);
        if !tried_again {
            let seen = Seen {
                before: before.as_deref(),
                outcome: outcome.as_deref(),
                after: after.as_deref(),
                elapsed,
                transaction,
                wrapped,
            };
            probe.seen(&statement, &seen);
        }
        outcome
    }

    /// Sends the statement between its questions. A statement after which the transaction may be over, or the
    /// connection in another mode, is waited for before more is sent.
    #[allow(clippy::type_complexity, reason = "three answers, named where they are taken apart")]
    async fn ask(
        &mut self,
        inquiry: &Inquiry,
        statement: &Statement,
    ) -> Result<(Option<Vec<QueryResult>>, Answer, Option<Vec<QueryResult>>), Error> {
        let before = inquiry.before.as_ref();
        let after = inquiry.after.as_ref();
        let together = !may_end_transaction(&statement.sql);
        let sent: Vec<&Statement> =
            before.into_iter().chain([statement]).chain(after.filter(|_| together)).collect();
        let mut answers = self.exchange(&sent).await?.into_iter();
        let before = match before.and_then(|_| answers.next()) {
            Some((answer, _)) => Some(answer?),
            None => None,
        };
        let Some(answer) = answers.next() else { return Err(Error::Closed { peer: String::new() }) };
        let after = match (answers.next(), after) {
            _ if answer.0.is_err() => None,
            (Some((after, _)), _) => Some(after?),
            (None, Some(after)) if self.is_in_transaction() => Some(self.alone(after).await?),
            (None, _) => None,
        };
        Ok((before, answer, after))
    }

    async fn alone(&mut self, statement: &Statement) -> Result<Vec<QueryResult>, Error> {
        self.exchange(&[statement]).await?.pop().map_or_else(|| Ok(Vec::new()), |(answer, _)| answer)
    }

    /// Sends all at once and reads an answer to each.
    async fn exchange(&mut self, statements: &[&Statement]) -> Result<Vec<Answer>, Error> {
        let items: Vec<Item<'_>> = statements.iter().map(|statement| (*statement, Some(0))).collect();
        let requests: Vec<Request> = statements.iter().map(|statement| Request::alone(statement)).collect();
        self.encode(&items, &requests, None)?;
        let mut answers = Vec::with_capacity(statements.len());
        let mut since = Instant::now();
        for statement in statements {
            match self.read_reply(statement, Some(0), true).await {
                Err(fatal) if !matches!(fatal, Error::Server { .. }) => return Err(fatal),
                outcome => answers.push((outcome, since.elapsed())),
            }
            since = Instant::now();
        }
        Ok(answers)
    }

    fn is_in_transaction(&self) -> bool {
        self.shared.status.get() == TransactionStatus::InTransaction
    }
}

fn is_refusal(error: &Error) -> bool {
    error.sqlstate().is_some_and(|code| REFUSED_IN_TRANSACTION.contains(&code))
}

/// The error as that of the statement that was given, of which the one that failed is a part.
fn of_item(error: Error, (whole, index): Item<'_>, offset: u32) -> Error {
    match error {
        Error::Server { mut error, .. } => {
            error.position = error.position.map(|position| position + offset);
            Error::Server { error, statement: Box::new(whole.clone()), index }
        }
        other => other,
    }
}
