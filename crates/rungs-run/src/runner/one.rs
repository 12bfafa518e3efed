//! One migration of a batch, with the transaction it has and its row in the ledger.

use std::time::Instant;

use rungs_postgres::{Statement, TransactionStatus};

use super::Runner;
use super::batch::SharedProgress;
use super::plan::{Plan, Step};
use crate::Error;
use crate::migration::{Completion, FrontEndError, RunContext};
use crate::watch::{Direction, Event};

impl Runner {
    pub(super) async fn run_step(
        &self,
        plan: &Plan,
        step: &Step,
        progress: &SharedProgress,
    ) -> Result<(), Error> {
        let start = Instant::now();
        progress.borrow_mut().starts(step.migration.name());
        if plan.together {
            self.run_in_shared_transaction(plan, step, progress).await?;
        } else if step.in_transaction {
            self.run_in_own_transaction(plan, step, progress).await?;
        } else {
            self.run_without_transaction(plan, step, progress).await?;
        }
        self.watch.event(Event::Ends { name: step.migration.name(), elapsed: start.elapsed() });
        Ok(())
    }

    async fn run_in_shared_transaction(
        &self,
        plan: &Plan,
        step: &Step,
        progress: &SharedProgress,
    ) -> Result<(), Error> {
        self.call(plan, step, &RunContext { in_transaction: true, ..self.context() }).await?;
        self.record(plan, step).await?;
        progress.borrow_mut().ends(false);
        Ok(())
    }

    /// Knex writes the ledger after the commit; we write it inside, so that a run killed between the two leaves
    /// no migration that is done and not known to be. BEGIN goes out with the migration's first statement.
    async fn run_in_own_transaction(
        &self,
        plan: &Plan,
        step: &Step,
        progress: &SharedProgress,
    ) -> Result<(), Error> {
        progress.borrow_mut().opens();
        self.session.defer(Statement::new("BEGIN;"));
        self.call(plan, step, &RunContext { in_transaction: true, ..self.context() }).await?;
        self.record(plan, step).await?;
        self.commit(progress).await?;
        progress.borrow_mut().ends(true);
        Ok(())
    }

    async fn run_without_transaction(
        &self,
        plan: &Plan,
        step: &Step,
        progress: &SharedProgress,
    ) -> Result<(), Error> {
        self.journal.start(&step.ledger_name, plan.direction);
        let outcome = self.call(plan, step, &self.context()).await;
        let recording = self.journal.stop();
        if let Some(reason) = self.journal.take_refusal() {
            self.watch.event(Event::NoJournal(&reason));
        }
        progress.borrow_mut().recorded = recording;
        outcome?;
        self.session.execute(&self.ledger_statement(plan, step)).await?;
        progress.borrow_mut().ends(true);
        Ok(())
    }

    async fn call(&self, plan: &Plan, step: &Step, run: &RunContext) -> Result<(), FrontEndError> {
        let migration = &step.migration;
        self.hooks.before_each(run, migration).await?;
        let completion = match plan.direction {
            Direction::Up => migration.up(run).await?,
            Direction::Down => migration.down(run).await?,
        };
        if completion == Completion::NotAwaited {
            let text = format!("migration {} did not return a promise", migration.name());
            if !self.hooks.warn(&text).await? {
                self.watch.event(Event::Warning(text));
            }
        }
        self.hooks.after_each(run, migration).await
    }

    /// Lets the ledger's row ride with what is sent next; not when the transaction has failed behind the
    /// migration's back, which must be this migration's error and not the next one's.
    async fn record(&self, plan: &Plan, step: &Step) -> Result<(), Error> {
        self.session.defer(self.ledger_statement(plan, step));
        if self.session.transaction_status() == TransactionStatus::Failed {
            self.session.flush().await?;
        }
        Ok(())
    }

    fn ledger_statement(&self, plan: &Plan, step: &Step) -> Statement {
        match plan.direction {
            Direction::Up => self.ledger.insert(&step.ledger_name, plan.last_batch + 1),
            Direction::Down => self.ledger.delete(&step.ledger_name),
        }
    }
}
