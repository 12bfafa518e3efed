//! Statements of judged migrations, for rules that judge what the server did.

use rungs_trace::{Blocks, Lock, LockMode, Relation, Traced};

use super::attribution::Made;
use super::places::Wanted;
use super::{Facts, MigrationFacts};

/// A statement that ran.
#[derive(Clone, Copy)]
pub struct Ran<'a> {
    /// The migration's place among the judged ones.
    pub migration: usize,
    /// The migration.
    pub facts: &'a MigrationFacts,
    /// The statement's place in the migration.
    pub index: usize,
    /// What it did.
    pub traced: &'a Traced,
}

impl Facts {
    /// All statements of the judged migrations that did not fail.
    pub fn statements(&self) -> impl Iterator<Item = Ran<'_>> {
        self.migrations.iter().enumerate().flat_map(|(migration, facts)| {
            let statements = facts.trace.statements.iter().enumerate();
            statements.filter(|(_, traced)| traced.failure.is_none()).map(move |(index, traced)| Ran {
                migration,
                facts,
                index,
                traced,
            })
        })
    }
}

impl<'a> Ran<'a> {
    /// Its place, at the first of `names` in it.
    pub fn made(&self, names: &[&str]) -> Made {
        self.facts.place(self.migration, Some(self.traced), Wanted::made(names))
    }

    /// Whether it has no transaction but its own.
    pub fn stands_alone(&self) -> bool {
        self.traced.is_wrapped || self.traced.transaction.is_none()
    }

    /// What the application cannot do with the table while the statement runs.
    pub fn blocks(&self, table: &Relation) -> Blocks {
        self.facts.trace.strongest(self.index, table).map_or(Blocks::Nothing, LockMode::blocks)
    }

    /// Whether the table has rows that were there before: not if the migration has emptied it by `TRUNCATE`.
    pub fn has_rows(&self, table: &Relation) -> bool {
        let earlier = &self.facts.trace.statements[..self.index];
        table.existed && !earlier.iter().any(|other| other.emptied.iter().any(|empty| empty.oid == table.oid))
    }

    /// The locks that keep others from reading when the statement begins, each with the statement that took it, on what was
    /// there before and is still there.
    pub fn exclusive_locks(&self) -> impl Iterator<Item = (usize, &'a Lock)> {
        let facts = self.facts;
        let dropped = move |oid: u32| {
            facts.trace.statements.iter().any(|other| other.dropped.iter().any(|gone| gone.oid == oid))
        };
        facts.trace.held_before(self.index).filter(move |(_, lock)| {
            lock.mode == LockMode::AccessExclusive && lock.relation.existed && !dropped(lock.relation.oid)
        })
    }
}
