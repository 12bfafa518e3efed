//! A batch from lock to lock: what is sent, and what is undone when it fails.

use std::cell::RefCell;
use std::collections::HashSet;
use std::pin::{Pin, pin};
use std::rc::Rc;
use std::time::{Duration, Instant};

use rungs_postgres::{Error as DatabaseError, QueryResult, Statement, TransactionStatus};
use tokio::time::timeout;

use super::plan::{Plan, Step};
use super::{Batch, Runner};
use crate::Error;
use crate::journal::{Failed, Failure, Journal, Recording};
use crate::ledger::{self, LockRow, State};
use crate::lock;
use crate::migration::{Migration, RunContext};
use crate::watch::{Direction, Event};

/// How far a batch has come: what must be undone if it ends now, and what the journal will say.
#[derive(Default)]
pub(super) struct Progress {
    /// The advisory lock is held.
    locked: bool,
    /// The server process that has the lock, where a pooler stands between it and us.
    pooled: Option<i64>,
    /// The lock row is set and committed.
    row_set: bool,
    /// A transaction is open, or about to be.
    open: bool,
    /// COMMIT was sent, and its answer has not been read.
    committing: bool,
    /// The journal's table is there, and must be cleaned.
    journaled: bool,
    committed: Vec<String>,
    /// Ran in the transaction that is open.
    uncommitted: Vec<String>,
    /// The name of the one that runs.
    current: Option<String>,
    /// What the one that runs has done without a transaction.
    pub(super) recorded: Option<Recording>,
}

/// How long the work may take to end by itself after an interrupt while no statement runs.
const GRACE: Duration = Duration::from_millis(500);
/// How long it may take at all.
const LONGEST_GRACE: Duration = Duration::from_secs(10);
/// How long to wait between two cancel requests.
const CANCEL_PAUSE: Duration = Duration::from_millis(250);

pub(super) type SharedProgress = RefCell<Progress>;

impl Runner {
    pub(super) async fn run_batch(
        &self,
        direction: Direction,
        migrations: Vec<Rc<dyn Migration>>,
        state: &State,
    ) -> Result<Batch, Failure> {
        let progress = SharedProgress::default();
        self.interrupt.heed(true);
        let outcome = {
            let work = pin!(self.work(direction, migrations, state, &progress));
            self.until_interrupted(work).await
        };
        let outcome = match outcome {
            Ok(batch) => Ok(batch),
            Err(error) => Err(self.give_up(error, &progress).await),
        };
        self.interrupt.heed(false);
        outcome
    }

    /// Waits for the work, and after an interrupt for what becomes of it: its statement is cancelled, and it is
    /// dropped only when none is running, because whoever asked for a statement must read its answer.
    async fn until_interrupted(
        &self,
        mut work: Pin<&mut impl Future<Output = Result<Batch, Error>>>,
    ) -> Result<Batch, Error> {
        tokio::select! {
            biased;
            outcome = &mut work => return outcome,
            () = self.interrupt.requested() => {}
        }
        let start = Instant::now();
        while start.elapsed() < LONGEST_GRACE {
            // Again and again: a migration may catch the error of a cancelled statement and send the next.
            let _ = self.session.cancel_token().cancel().await;
            self.hooks.interrupt().await;
            match timeout(CANCEL_PAUSE, &mut work).await {
                Ok(Ok(batch)) => return Ok(batch),
                Ok(Err(_)) => return Err(Error::Interrupted),
                Err(_) if start.elapsed() >= GRACE && !self.journal.is_busy() => break,
                Err(_) => {}
            }
        }
        Err(Error::Interrupted)
    }

    async fn work(
        &self,
        direction: Direction,
        migrations: Vec<Rc<dyn Migration>>,
        state: &State,
        progress: &SharedProgress,
    ) -> Result<Batch, Error> {
        let mut plan = self.plan(direction, migrations, state).await?;
        let process = lock::acquire(&self.session, &self.ledger, self.patience, |holder| {
            self.watch.event(Event::Waiting(holder))
        })
        .await?;
        progress.borrow_mut().locked = true;
        if process != i64::from(self.session.backend_pid()) {
            progress.borrow_mut().pooled = Some(process);
            self.watch.event(Event::Pooled);
        }
        let now = self.set_lock_row(&plan, process, progress).await?;
        plan.follow(&now);
        self.open_journal(&plan, now.has_journal, progress).await?;
        let names = if plan.steps.is_empty() { Vec::new() } else { self.run_steps(&plan, progress).await? };
        self.finish(&plan, progress).await?;
        let number = plan.last_batch + i64::from(direction == Direction::Up && !names.is_empty());
        Ok(Batch { number, names })
    }

    /// Sets the lock row and reads the ledger again, in one round trip: while we waited for the lock, others may
    /// have done what was planned. In a transaction that all share, the row is set inside it as Knex does, and a
    /// Knex that wants it waits for its end.
    ///
    /// A transaction in another server process than the one that has the lock shows that the lock does not hold.
    async fn set_lock_row(
        &self,
        plan: &Plan,
        process: i64,
        progress: &SharedProgress,
    ) -> Result<State, Error> {
        let mut statements = vec![
            Statement::new("BEGIN;"),
            self.ledger.set_lock_row(i64::from(self.session.backend_pid())),
            self.ledger.select(),
        ];
        if !plan.together {
            statements.push(Statement::new("COMMIT;"));
        }
        progress.borrow_mut().open = true;
        let results = self.session.execute_all(&statements).await?;
        progress.borrow_mut().open = plan.together;
        let set = results.get(1).and_then(|results| results.first());
        if set.and_then(|result| result.row_count).unwrap_or(0) == 0 {
            let holder = lock::foreign_holder(&self.session).await?;
            return Err(Error::Locked { holder });
        }
        if let LockRow::Rungs(pid) = plan.lock {
            self.watch.event(Event::Healed(pid));
        }
        progress.borrow_mut().row_set = !plan.together;
        if lock::process(set) != process {
            return Err(Error::Pooled { peer: self.session.peer().to_owned() });
        }
        Ok(ledger::state(results.get(2).map_or(&[], |results| results.as_slice())))
    }

    /// Tells what former runs left unfinished, and has a table to write to while migrations run without a transaction.
    async fn open_journal(
        &self,
        plan: &Plan,
        is_there: bool,
        progress: &SharedProgress,
    ) -> Result<(), Error> {
        progress.borrow_mut().journaled = is_there;
        if is_there {
            for unfinished in self.ledger.unfinished(&self.session).await? {
                self.watch.event(Event::Unfinished(&unfinished));
            }
        }
        if plan.together || plan.steps.iter().all(|step| step.in_transaction) {
            return Ok(());
        }
        let created = match self.session.execute(&self.ledger.create_journal()).await {
            Ok(_) => true,
            Err(error @ DatabaseError::Server { .. }) => {
                self.watch.event(Event::NoJournal(&error.to_string()));
                false
            }
            Err(error) => return Err(error.into()),
        };
        self.journal.use_table(created);
        progress.borrow_mut().journaled |= created;
        Ok(())
    }

    async fn run_steps(&self, plan: &Plan, progress: &SharedProgress) -> Result<Vec<String>, Error> {
        let migrations: Vec<Rc<dyn Migration>> =
            plan.steps.iter().map(|step| step.migration.clone()).collect();
        let outside = RunContext { in_transaction: plan.together, ..self.context() };
        self.watch.event(Event::Begins { total: migrations.len() });
        self.hooks.before_all(&outside, &migrations).await?;
        for (index, step) in plan.steps.iter().enumerate() {
            if self.interrupt.is_requested() {
                return Err(Error::Interrupted);
            }
            self.watch.event(Event::Starts { name: step.migration.name(), index });
            self.run_step(plan, step, progress).await?;
        }
        self.hooks.after_all(&outside, &migrations).await?;
        Ok(migrations.iter().map(|migration| migration.name().to_owned()).collect())
    }

    async fn finish(&self, plan: &Plan, progress: &SharedProgress) -> Result<(), Error> {
        let free = self.ledger.free_lock_row();
        let clean = progress.borrow().journaled.then(|| self.ledger.clean_journal());
        if plan.together {
            clean.into_iter().chain([free]).for_each(|statement| self.session.defer(statement));
            self.commit(progress).await?;
        } else {
            let statements: Vec<Statement> = [free].into_iter().chain(clean).collect();
            self.session.execute_all(&statements).await?;
            progress.borrow_mut().row_set = false;
        }
        let pooled = progress.borrow().pooled;
        match pooled {
            // The end of the connection frees nothing there.
            Some(process) => lock::release_in(&self.session, &self.ledger, process).await?,
            None => lock::release(&self.session, &self.ledger),
        }
        Ok(())
    }

    /// Commits, together with what was deferred.
    pub(super) async fn commit(&self, progress: &SharedProgress) -> Result<(), Error> {
        progress.borrow_mut().committing = true;
        let outcome = self.session.execute(&Statement::new("COMMIT;")).await;
        let mut progress = progress.borrow_mut();
        // Nobody knows what became of a COMMIT that was sent and not answered.
        progress.committing =
            matches!(&outcome, Err(DatabaseError::ConnectionLost { statement: Some(_), .. }));
        let results = match outcome {
            Err(error) if progress.committing => return Err(Error::InDoubt { error }),
            outcome => outcome?,
        };
        progress.open = false;
        // The server answers COMMIT in a transaction that has failed with ROLLBACK, and calls it success.
        if results.last().and_then(|result: &QueryResult| result.command.as_deref()) == Some("ROLLBACK") {
            return Err(Error::NotCommitted);
        }
        let done = std::mem::take(&mut progress.uncommitted);
        progress.committed.extend(done);
        Ok(())
    }

    /// Undoes what is open and frees the lock, then says what stands. Errors on the way are of no use: the
    /// connection is gone, and with it all that would have been undone.
    async fn give_up(&self, error: Error, progress: &SharedProgress) -> Failure {
        let mut progress = progress.take();
        if let Some(recording) = self.journal.stop() {
            progress.recorded = Some(recording);
        }
        let aborted_by = error.is_consequence().then(|| self.session.aborted_by()).flatten();
        // When the server does not answer, it will find the connection closed, and roll back by itself.
        let _ = timeout(LONGEST_GRACE, self.undo(&progress)).await;
        let journal = Journal { aborted_by, ..progress.tell() };
        Failure { error, journal }
    }

    async fn undo(&self, progress: &Progress) {
        // Reads what a dropped call left unread, and sends what was deferred: only then is the status true.
        let _ = self.session.flush().await;
        if progress.open && self.session.transaction_status() != TransactionStatus::Idle {
            let _ = self.session.execute(&Statement::new("ROLLBACK")).await;
        }
        if progress.journaled && !self.session.is_closed() {
            let own = progress.recorded.as_ref().map(|recording| recording.close(&self.ledger));
            for statement in own.into_iter().chain([self.ledger.clean_journal()]) {
                let _ = self.session.execute(&statement).await;
            }
        }
        if progress.row_set {
            let free = self.ledger.free_lock_row();
            // A cancel request may arrive late and hit this statement instead of the one it was meant for.
            if self.session.execute(&free).await.is_err() {
                let _ = self.session.execute(&free).await;
            }
        }
        if let Some(process) = progress.pooled {
            let _ = lock::release_in(&self.session, &self.ledger, process).await;
        } else if progress.locked {
            lock::release(&self.session, &self.ledger);
            let _ = self.session.flush().await;
        }
    }

    pub(super) fn context(&self) -> RunContext {
        RunContext { session: self.session.clone(), in_transaction: false }
    }
}

impl Progress {
    pub(super) fn opens(&mut self) {
        self.open = true;
    }

    pub(super) fn starts(&mut self, name: &str) {
        self.current = Some(name.to_owned());
        self.recorded = None;
    }

    pub(super) fn ends(&mut self, committed: bool) {
        let Some(name) = self.current.take() else { return };
        if committed { self.committed.push(name) } else { self.uncommitted.push(name) }
    }

    /// What stands, now that nothing more is done.
    fn tell(self) -> Journal {
        let Self { committed, uncommitted, current, recorded, committing, .. } = self;
        if committing {
            let in_doubt = uncommitted.into_iter().chain(current).collect();
            return Journal { committed, in_doubt, ..Journal::default() };
        }
        let failed = current.map(|name| match recorded {
            Some(Recording { standing, in_flight, .. }) => {
                Failed { name, standing: Some(standing), in_flight }
            }
            None => Failed { name, standing: None, in_flight: None },
        });
        Journal { committed, rolled_back: uncommitted, failed, ..Journal::default() }
    }
}

impl Plan {
    /// Leaves out what others did in the meantime.
    fn follow(&mut self, now: &State) {
        let done: HashSet<&str> = now.entries.iter().map(ledger::Entry::stem).collect();
        let up = self.direction == Direction::Up;
        self.steps.retain(|Step { migration, .. }| done.contains(migration.stem()) != up);
        self.last_batch = now.last_batch();
    }
}
