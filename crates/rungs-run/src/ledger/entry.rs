use crate::stem;

/// A migration that was run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its name when it was run, with the extension of that build.
    pub name: String,
    /// The batch it was run in, counted from 1; 0 where the ledger says nothing.
    pub batch: i64,
}

impl Entry {
    /// Its identity across builds.
    pub fn stem(&self) -> &str {
        stem(&self.name)
    }
}

/// What the lock row says. Knex writes 0 and 1; Rungs writes the negated process number of its server
/// session instead of 1. Both tools take the lock only from a row that is not set, so each waits for the other, and
/// a row that is set tells who set it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LockRow {
    /// There is no row yet.
    Missing,
    /// 0: nobody runs migrations outside a transaction.
    Free,
    /// Set by a run of Rungs on this server session (`pg_stat_activity.pid`), which may have ended since.
    Rungs(i64),
    /// Set by Knex, or by hand.
    Foreign,
}

/// What the ledger's tables hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct State {
    /// The migrations that were run, in the order in which they were written.
    pub entries: Vec<Entry>,
    /// The lock row.
    pub lock: LockRow,
    /// Whether the journal's table is there: a migration without a transaction runs, or did not end.
    pub has_journal: bool,
}

impl State {
    /// The number of the last batch, 0 before the first.
    pub fn last_batch(&self) -> i64 {
        self.entries.iter().map(|entry| entry.batch).max().unwrap_or(0)
    }
}
