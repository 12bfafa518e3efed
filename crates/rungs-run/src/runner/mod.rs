//! The commands of a migration tool, with Knex 3.3.0's transactions (`migrations/migrate/Migrator.js`).

mod batch;
mod commands;
mod one;
mod plan;
mod rehearse;
mod select;

use std::rc::Rc;
use std::time::Duration;

use rungs_postgres::Session;

use crate::interrupt::Interrupt;
use crate::journal::Recorder;
use crate::ledger::{Entry, Ledger};
use crate::migration::{Hooks, Migration, NoHooks, Source};
use crate::settings::MigrationSettings;
use crate::watch::{NoWatch, Watch};

/// How long a run waits for another one to end, unless told otherwise.
pub const DEFAULT_PATIENCE: Duration = Duration::from_secs(600);

/// Runs one project's migrations on one database.
pub struct Runner {
    session: Session,
    settings: MigrationSettings,
    ledger: Ledger,
    source: Rc<dyn Source>,
    hooks: Rc<dyn Hooks>,
    watch: Rc<dyn Watch>,
    interrupt: Interrupt,
    journal: Rc<Recorder>,
    patience: Duration,
}

/// What a run did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Batch {
    /// Going up: the batch that was written, or the last one when there was nothing to do. Going down: the
    /// last batch before anything was undone.
    pub number: i64,
    /// The names of the migrations that were run, in that order.
    pub names: Vec<String>,
}

/// The project's migrations and the ledger side by side.
pub struct Listing {
    /// What the ledger has, in its order.
    pub completed: Vec<Entry>,
    /// What it has not, in the order in which it would run.
    pub pending: Vec<Rc<dyn Migration>>,
}

impl Runner {
    /// A runner whose own statements, and those of migrations that share a transaction, go to `session`.
    pub fn new(session: Session, settings: MigrationSettings, source: Rc<dyn Source>) -> Self {
        let ledger = Ledger::new(&settings);
        let journal = Rc::new(Recorder::new(ledger.clone()));
        session.observe(journal.clone());
        Self {
            session,
            journal,
            ledger,
            settings,
            source,
            hooks: Rc::new(NoHooks),
            watch: Rc::new(NoWatch),
            interrupt: Interrupt::new(),
            patience: DEFAULT_PATIENCE,
        }
    }

    /// Calls the project's functions around its migrations.
    #[must_use]
    pub fn with_hooks(mut self, hooks: Rc<dyn Hooks>) -> Self {
        self.hooks = hooks;
        self
    }

    /// Tells somebody what happens.
    #[must_use]
    pub fn with_watch(mut self, watch: Rc<dyn Watch>) -> Self {
        self.watch = watch;
        self
    }

    /// Lets somebody stop it.
    #[must_use]
    pub fn with_interrupt(mut self, interrupt: Interrupt) -> Self {
        self.interrupt = interrupt;
        self
    }

    /// Says how long to wait for another run.
    #[must_use]
    pub fn with_patience(mut self, patience: Duration) -> Self {
        self.patience = patience;
        self
    }
}
