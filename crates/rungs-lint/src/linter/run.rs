//! Runs migrations by itself, where nobody else does.

use rungs_catalog::{Scope, kept};
use rungs_postgres::{Session, Statement, TransactionStatus};
use rungs_run::{FrontEndError, Migration, RunContext};

use super::{Linter, WentUp, failure};
use crate::changes::{self, Change};
use crate::error::Error;
use crate::facts::MigrationFacts;
use crate::schema::Present;

impl Linter {
    /// Keeps what the database of `session` holds in it, which makes a judgement [in place](Linter::in_place) cheap.
    ///
    /// # Errors
    /// When the database is lost.
    pub async fn keep(session: &Session) -> Result<(), Error> {
        if kept::prepare(session).await? {
            Present::keep(session).await?;
            kept::keep(session, &Scope::default()).await?;
        }
        Ok(())
    }

    /// Runs a migration that is not judged. One that fails is rolled back; that it fails is found all the same, since
    /// others stand on what it does.
    ///
    /// # Errors
    /// When the database is lost.
    pub async fn apply(&mut self, migration: &dyn Migration) -> Result<(), Error> {
        self.changes.skip();
        if let Gone { in_transaction, outcome: Err(error), .. } = self.go(migration, false).await? {
            let mut facts = MigrationFacts { in_transaction, ..MigrationFacts::of(migration) };
            facts.failure = Some(failure(&error, &facts));
            self.facts.migrations.push(facts);
        }
        Ok(())
    }

    /// Runs a migration and notes what it does.
    ///
    /// # Errors
    /// When the database is lost.
    pub async fn judge(&mut self, migration: &dyn Migration) -> Result<(), Error> {
        self.is_kept = self.in_place && Present::are_kept(&self.session).await?;
        if !self.is_kept {
            self.changes.begin(&self.session).await?;
        }
        self.begin().await?;
        let Gone { in_transaction, outcome, change } = self.go(migration, true).await?;
        let change = change.as_ref().map(|(before, after)| (before, after));
        self.end(migration, WentUp { in_transaction, failure: outcome.as_ref().err(), change }).await
    }

    /// Runs `up` in the transaction that it would have, and commits. What becomes of it, and whether it had one.
    async fn go(&mut self, migration: &dyn Migration, is_judged: bool) -> Result<Gone, Error> {
        let mut change = None;
        let wishes = match migration.wishes().await {
            Ok(wishes) => wishes,
            Err(error) => {
                return Ok(Gone { in_transaction: self.in_transactions, outcome: Err(error), change });
            }
        };
        let in_transaction = wishes.transaction.unwrap_or(self.in_transactions);
        if in_transaction {
            self.session.execute(&Statement::new("BEGIN")).await?;
        }
        let run = RunContext { session: self.session.clone(), in_transaction };
        let mut outcome = migration.up(&run).await.map(drop);
        if let Err(error) = self.session.flush().await {
            outcome = outcome.and(Err(FrontEndError::from(error)));
        }
        // What changed is looked for before the transaction ends, when that costs least.
        let status = self.session.transaction_status();
        let is_whole = outcome.is_ok() || status == TransactionStatus::Idle;
        if is_judged && is_whole && status != TransactionStatus::Failed {
            self.tracer.pause();
            if self.is_kept {
                change = changes::of_kept(&self.session).await?;
                self.is_unsure |= change.is_none();
            } else {
                change = self.changes.end().await?;
            }
            self.tracer.go_on();
        }
        if status != TransactionStatus::Idle {
            let end = match (&outcome, self.in_place) {
                (Err(_), _) => "ROLLBACK",
                (Ok(()), false) => "COMMIT",
                // As a commit would, and so that what comes next can alter what is deferred.
                (Ok(()), true) => "SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED",
            };
            if let Err(error) = self.session.execute(&Statement::new(end)).await {
                // Deferred constraints speak at the end.
                outcome = outcome.and(Err(FrontEndError::from(error)));
                self.changes.undo();
                change = None;
            }
        }
        Ok(Gone { in_transaction, outcome, change })
    }
}

/// What became of a migration.
struct Gone {
    /// Whether it had a transaction.
    in_transaction: bool,
    outcome: Result<(), FrontEndError>,
    change: Option<Change>,
}
