//! Up, down, up.

use std::rc::Rc;

use rungs_catalog::{Mark, Scope, Snapshot, Tracker};
use rungs_postgres::{Param, Session, Statement, TransactionStatus};
use rungs_run::{FrontEndError, Hooks, Migration, NoHooks, RunContext, Wishes};

use crate::error::Error;
use crate::said::Said;
use crate::stage::Stage;
use crate::statements::Statements;
use crate::verdict::{Code, Finding, Verdict};
use crate::witness::{WentUp, Witness};

/// How migrations are run.
#[derive(Clone)]
pub struct Settings {
    /// What is judged: all but the ledger.
    pub scope: Scope,
    /// Whether a migration that has no wish of its own runs in a transaction.
    pub in_transactions: bool,
    /// The project's functions around its migrations: each migration is a batch of its own.
    pub hooks: Rc<dyn Hooks>,
}

impl Default for Settings {
    fn default() -> Self {
        Self { scope: Scope::default(), in_transactions: true, hooks: Rc::new(NoHooks) }
    }
}

/// Runs migrations, in their order, on one database that nobody else uses and that is thrown away.
pub struct Verifier {
    stage: Stage,
    settings: Settings,
    statements: Rc<Statements>,
    tracker: Tracker,
    /// Migrations were applied since the tracker looked.
    behind: bool,
    /// How transactions begin and end.
    bounds: &'static Bounds,
    /// Whether snapshots are wanted after each migration, also after those that are only applied.
    follows: bool,
    witness: Option<Rc<dyn Witness>>,
}

/// The statements that a transaction begins and ends with.
struct Bounds {
    begin: &'static str,
    commit: &'static str,
    rollback: &'static str,
}

const TRANSACTION: Bounds = Bounds { begin: "BEGIN", commit: "COMMIT", rollback: "ROLLBACK" };

/// Inside another transaction.
const SAVEPOINT: Bounds = Bounds {
    begin: "SAVEPOINT rungs_verify",
    commit: "RELEASE SAVEPOINT rungs_verify",
    rollback: "ROLLBACK TO SAVEPOINT rungs_verify; RELEASE SAVEPOINT rungs_verify",
};

/// What the end of a transaction does, and of the session that a run has: deferred constraints are checked, so that the next
/// statement can alter the table; temporary tables are gone.
const AS_A_COMMIT: &str = "SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED; DISCARD TEMP";

/// Settings that `SET LOCAL` would let reach from `down` into the second `up`, which have one transaction here.
const SETTINGS: [&str; 6] = [
    "search_path",
    "role",
    "session_replication_role",
    "check_function_bodies",
    "statement_timeout",
    "lock_timeout",
];

/// How one run of `up` or `down` ended.
type Outcome = Result<(), FrontEndError>;

#[derive(Clone, Copy)]
enum Way {
    Up(Time),
    Down,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Time {
    /// Of a migration that is not judged.
    Unjudged,
    /// The first of two.
    First,
    /// After `down`.
    Second,
}

impl Verifier {
    /// A verifier that begins with what the database holds.
    ///
    /// # Errors
    /// When the catalog cannot be read.
    pub async fn new(stage: Stage, settings: Settings) -> Result<Self, Error> {
        let statements = Rc::new(Statements::default());
        stage.session().observe(statements.clone());
        let tracker = Tracker::start(stage.session().clone(), settings.scope.clone()).await?;
        Ok(Self {
            stage,
            settings,
            statements,
            tracker,
            behind: false,
            bounds: &TRANSACTION,
            follows: false,
            witness: None,
        })
    }

    /// Says that [`Verifier::snapshot`] is asked for after migrations that are only applied: they are looked at while that
    /// costs least.
    #[must_use]
    pub fn following(mut self) -> Self {
        self.follows = true;
        self
    }

    /// Has somebody look on while migrations that are verified go up for the first time.
    #[must_use]
    pub fn with_witness(mut self, witness: Rc<dyn Witness>) -> Self {
        self.witness = Some(witness);
        self
    }

    /// The session that migrations run on. It is another one after a migration that had no transaction.
    pub fn session(&self) -> &Session {
        self.stage.session()
    }

    /// What the database holds now: what the migrations that were applied or verified made of it.
    ///
    /// # Errors
    /// When the catalog cannot be read.
    pub async fn snapshot(&mut self) -> Result<Snapshot, Error> {
        if std::mem::take(&mut self.behind) {
            self.tracker.refresh().await?;
        }
        Ok(self.tracker.snapshot().clone())
    }

    /// Applies a migration without judging it. What it says of failures is a finding.
    ///
    /// # Errors
    /// When the database is lost.
    pub async fn apply(&mut self, migration: &Rc<dyn Migration>) -> Result<Option<Verdict>, Error> {
        let in_transaction = self.settings.transaction(&migration.wishes().await.unwrap_or_default());
        let outcome = if self.follows && !self.behind {
            self.run_up(migration, Time::Unjudged, in_transaction).await?
        } else {
            self.behind = true;
            if in_transaction {
                self.execute(self.bounds.begin).await?;
            }
            let outcome = self.call(migration, Way::Up(Time::Unjudged), in_transaction).await;
            if in_transaction { self.end(outcome).await? } else { outcome }
        };
        Ok(outcome.err().map(|error| {
            let finding = Finding::thrown(Code::UpFails, "`up`", &error);
            Verdict::of(migration.name(), vec![finding], Vec::new())
        }))
    }

    /// Judges a migration. Whatever comes of it, the database then is as after its first `up`, or as before if that fails.
    ///
    /// # Errors
    /// When the database is lost.
    pub async fn verify(&mut self, migration: &Rc<dyn Migration>) -> Result<Verdict, Error> {
        let name = migration.name();
        if std::mem::take(&mut self.behind) {
            self.tracker.refresh().await?;
        }
        self.statements.clear();
        let wishes = match migration.wishes().await {
            Ok(wishes) => wishes,
            Err(error) => {
                self.say_begin(migration).await?;
                let in_transaction = self.settings.in_transactions;
                self.say_end(migration, &self.tracker.mark(), in_transaction, Some(&error)).await?;
                return Ok(unloadable(name, &error));
            }
        };
        let before = self.tracker.mark();
        let in_transaction = self.settings.transaction(&wishes);
        let sound = if wishes.irreversible.is_none() { migration.check().await } else { Ok(()) };
        self.say_begin(migration).await?;
        let up = self.run_up(migration, Time::First, in_transaction).await?;
        self.say_end(migration, &before, in_transaction, up.as_ref().err()).await?;
        if let Err(error) = sound {
            // The migrations after it stand on what it does, so it has been applied as far as it can be.
            return Ok(unloadable(name, &error));
        }
        if let Err(error) = up {
            let finding = Finding::thrown(Code::UpFails, "`up`", &error);
            return Ok(Verdict::of(name, vec![finding], Vec::new()));
        }
        if let Some(reason) = wishes.irreversible {
            return Ok(Verdict::irreversible(name, reason));
        }
        let mut said = Said::default();
        if in_transaction {
            self.judge_in_transaction(migration, &before, &mut said).await?;
        } else {
            self.judge_on_copy(migration, &before, &mut said).await?;
        }
        let (findings, remarks) =
            said.placed(&self.tracker, &before, &self.statements, migration.path()).await?;
        Ok(Verdict::of(name, findings, remarks))
    }

    /// Judges a migration that runs in a transaction, and leaves the database as it was.
    ///
    /// # Errors
    /// When the database is lost.
    pub async fn try_out(&mut self, migration: &Rc<dyn Migration>) -> Result<Verdict, Error> {
        let before = self.tracker.mark();
        self.execute(TRANSACTION.begin).await?;
        self.bounds = &SAVEPOINT;
        let verdict = self.verify(migration).await;
        self.bounds = &TRANSACTION;
        self.execute(TRANSACTION.rollback).await?;
        self.tracker.set_back(&before);
        verdict
    }

    /// Runs `up` and commits. When it fails in a transaction, all is as before.
    async fn run_up(
        &mut self,
        migration: &Rc<dyn Migration>,
        time: Time,
        in_transaction: bool,
    ) -> Result<Outcome, Error> {
        if !in_transaction {
            let outcome = self.call(migration, Way::Up(time), false).await;
            self.tracker.refresh().await?;
            return Ok(outcome);
        }
        let before = self.tracker.mark();
        self.stage.session().defer(Statement::new(self.bounds.begin));
        let outcome = self.call(migration, Way::Up(time), true).await;
        if outcome.is_ok() {
            self.tracker.refresh().await?;
        }
        let outcome = self.end(outcome).await?;
        if outcome.is_err() {
            self.tracker.set_back(&before);
        }
        Ok(outcome)
    }

    async fn say_begin(&self, migration: &Rc<dyn Migration>) -> Result<(), Error> {
        let Some(witness) = &self.witness else { return Ok(()) };
        witness.begin(&**migration).await.map_err(Error::Witness)
    }

    async fn say_end(
        &self,
        migration: &Rc<dyn Migration>,
        before: &Mark,
        in_transaction: bool,
        failure: Option<&FrontEndError>,
    ) -> Result<(), Error> {
        let Some(witness) = &self.witness else { return Ok(()) };
        let (before, after) = (before.snapshot(), self.tracker.snapshot());
        let went = WentUp { before, after, in_transaction, failure };
        witness.end(&**migration, went).await.map_err(Error::Witness)
    }

    /// Goes there and back in a transaction that is rolled back.
    async fn judge_in_transaction(
        &mut self,
        migration: &Rc<dyn Migration>,
        before: &Mark,
        said: &mut Said,
    ) -> Result<(), Error> {
        let after = self.tracker.mark();
        self.execute(self.bounds.begin).await?;
        self.back_and_forth(migration, before, true, said).await?;
        if self.stage.session().transaction_status() == TransactionStatus::Idle {
            // The migration ended the transaction itself.
            self.tracker.refresh().await?;
            return Ok(());
        }
        self.execute(self.bounds.rollback).await?;
        self.tracker.set_back(&after);
        Ok(())
    }

    /// Goes there and back for good; the database is copied first, and set back unless all is well. It is set back anyway where
    /// somebody looks on, who knows objects by their numbers.
    async fn judge_on_copy(
        &mut self,
        migration: &Rc<dyn Migration>,
        before: &Mark,
        said: &mut Said,
    ) -> Result<(), Error> {
        let after = self.tracker.mark();
        let copy = self.stage.save().await?;
        self.follow().await;
        self.back_and_forth(migration, before, false, said).await?;
        if said.is_clean() && self.witness.is_none() {
            copy.discard().await?;
        } else {
            self.stage.set_back(copy).await?;
            self.follow().await;
            self.tracker.set_back(&after);
        }
        Ok(())
    }

    /// Goes on with the stage's session, which is a new one.
    async fn follow(&mut self) {
        let session = self.stage.session().clone();
        session.observe(self.statements.clone());
        if let Some(witness) = &self.witness {
            witness.follow(&session).await;
        }
        self.tracker.go_on_with(session);
    }

    /// `down`, then `up` again.
    async fn back_and_forth(
        &mut self,
        migration: &Rc<dyn Migration>,
        before: &Mark,
        in_transaction: bool,
        said: &mut Said,
    ) -> Result<(), Error> {
        let after_up = self.tracker.snapshot().clone();
        let settings = self.settings_now().await?;
        if let Err(error) = self.call(migration, Way::Down, in_transaction).await {
            said.thrown(Code::DownFails, "`down`", &error);
            return Ok(());
        }
        let after_down = self.tracker.refresh().await?;
        said.difference(Code::DownDiffers, "`down`", Snapshot::diff(before.snapshot(), &after_down));
        if in_transaction {
            self.stage.session().execute(&settings).await?;
        }
        if let Err(error) = self.call(migration, Way::Up(Time::Second), in_transaction).await {
            said.thrown(Code::SecondUpFails, "`up` after `down`", &error);
            return Ok(());
        }
        let second = Snapshot::diff(&after_up, &self.tracker.refresh().await?);
        said.difference(Code::SecondUpDiffers, "`up` after `down`", second);
        Ok(())
    }

    /// The statement that brings the settings of a transaction back to what they are now.
    async fn settings_now(&self) -> Result<Statement, Error> {
        let ask = SETTINGS.map(|name| format!("current_setting('{name}')")).join(", ");
        let results = self.stage.session().execute(&Statement::new(format!("SELECT {ask}"))).await?;
        let row = results.iter().flat_map(|result| &result.rows).next();
        let value = |place| Param::Text(row.and_then(|row| row.get(place)).unwrap_or_default().to_owned());
        let set: Vec<String> = (SETTINGS.iter().enumerate())
            .map(|(place, name)| format!("set_config('{name}', ${}, true)", place + 1))
            .collect();
        let params = (0..SETTINGS.len()).map(value);
        Ok(Statement::new(format!("SELECT {}", set.join(", "))).with_params(params))
    }

    /// Commits, or rolls back after a failure.
    async fn end(&self, outcome: Outcome) -> Result<Outcome, Error> {
        let end = if outcome.is_ok() { self.bounds.commit } else { self.bounds.rollback };
        match self.stage.session().execute(&Statement::new(end)).await {
            Ok(_) => Ok(outcome),
            // Deferred constraints speak at the end.
            Err(error) => Ok(outcome.and(Err(FrontEndError::from(error)))),
        }
    }

    /// Runs one way, with the project's functions around it.
    async fn call(&self, migration: &Rc<dyn Migration>, way: Way, in_transaction: bool) -> Outcome {
        let session: &Session = self.stage.session();
        let run = RunContext { session: session.clone(), in_transaction };
        let (hooks, batch) = (&self.settings.hooks, std::slice::from_ref(migration));
        hooks.before_all(&run, batch).await?;
        hooks.before_each(&run, migration).await?;
        let witness = self.witness.as_ref().filter(|_| matches!(way, Way::Up(Time::First)));
        witness.inspect(|witness| witness.look(true));
        let ran = match way {
            Way::Up(_) => migration.up(&run).await,
            Way::Down => migration.down(&run).await,
        };
        let flushed = session.flush().await;
        witness.inspect(|witness| witness.look(false));
        ran?;
        flushed?;
        hooks.after_each(&run, migration).await?;
        hooks.after_all(&run, batch).await?;
        if in_transaction {
            session.execute(&Statement::new(AS_A_COMMIT)).await?;
        }
        Ok(())
    }

    async fn execute(&self, sql: &str) -> Result<(), Error> {
        self.stage.session().execute(&Statement::new(sql)).await?;
        Ok(())
    }
}

impl Settings {
    fn transaction(&self, wishes: &Wishes) -> bool {
        wishes.transaction.unwrap_or(self.in_transactions)
    }
}

fn unloadable(name: &str, error: &FrontEndError) -> Verdict {
    let finding = Finding::new(Code::Unloadable, error.message().to_owned(), error.origin());
    Verdict::of(name, vec![finding], Vec::new())
}
