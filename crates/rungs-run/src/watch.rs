use std::time::Duration;

use crate::journal::Unfinished;
use crate::lock::Holder;

/// Which way a batch goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Migrations are applied.
    Up,
    /// Migrations are taken back.
    Down,
}

/// What happens while migrations or seeds run.
#[derive(Debug)]
pub enum Event<'a> {
    /// Another run has the lock; this one waits for it.
    Waiting(&'a Holder),
    /// The lock row that a dead run of Rungs left behind was healed; the number is of its server process.
    Healed(i64),
    /// A former run left this unfinished; told before anything runs.
    Unfinished(&'a Unfinished),
    /// There is a pooler between us and the server, which may take the lock away between transactions.
    Pooled,
    /// What runs without a transaction could not be written down, for this reason: if the run is killed, nobody will know
    /// what stands.
    NoJournal(&'a str),
    /// That many migrations or seeds are about to run.
    Begins {
        /// How many.
        total: usize,
    },
    /// One starts.
    Starts {
        /// Its name.
        name: &'a str,
        /// Its place among all, from 0.
        index: usize,
    },
    /// One ended well.
    Ends {
        /// Its name.
        name: &'a str,
        /// How long it took.
        elapsed: Duration,
    },
    /// Something that users of Knex are warned of, in Knex's words.
    Warning(String),
}

/// Who is told what happens: a progress bar, a printer.
pub trait Watch {
    /// Told at once; must not block.
    fn event(&self, event: Event<'_>);
}

/// Nobody.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoWatch;

impl Watch for NoWatch {
    fn event(&self, _event: Event<'_>) {}
}
