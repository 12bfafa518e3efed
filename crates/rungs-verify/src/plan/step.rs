use rungs_run::ledger::{Bookkeeping, Ledger};
use rungs_trace::{Blocks, Lock, Trace, Traced, sql};

use super::marks::Marks;

/// One statement of a plan.
#[derive(Debug, Clone)]
pub struct Step {
    /// What it is for.
    pub act: Act,
    /// The migration that it belongs to; `None` for what surrounds them.
    pub migration: Option<String>,
    /// What it did on the copy.
    pub traced: Traced,
    /// Tables that it works on and that earlier statements of the transaction have locked against more than it does
    /// itself.
    pub held: Vec<Lock>,
}

impl Step {
    /// What it does to what existed before, in words.
    pub fn effects(&self) -> Vec<String> {
        if self.act != Act::Change {
            return Vec::new();
        }
        let held = self.held.iter();
        let held =
            held.map(|lock| format!("{} stays locked: {}, {}", lock.relation, lock.mode, lock.mode.blocks()));
        self.traced.effects().into_iter().chain(held).collect()
    }
}

/// What a statement is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// The runner opens or ends a transaction.
    Transaction,
    /// The runner keeps its ledger.
    Ledger,
    /// A migration, or a hook, does something.
    Change,
    /// A migration, or a hook, looks at something.
    Read,
    /// A statement that fails, and whose failure the migration expects.
    Failure,
}

/// Functions that do something though the server writes nothing, by how their names begin: a `SELECT` of them is no
/// mere look.
const DOING: &[&str] =
    &["set_config", "pg_advisory", "pg_try_advisory", "pg_notify", "nextval", "setval", "dblink", "lo_"];

/// What of a trace belongs into a plan: the runner's own looking and locking does not.
pub(super) fn steps(trace: Trace, ledger: &Ledger, marks: &Marks) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    let held: Vec<Vec<Lock>> = (0..trace.statements.len()).map(|index| held(&trace, index)).collect();
    for (index, (traced, held)) in trace.statements.into_iter().zip(held).enumerate() {
        let (act, migration) = match ledger.recognise(&traced.statement) {
            Some(Bookkeeping::Lock) => continue,
            Some(Bookkeeping::Transaction) => (Act::Transaction, None),
            Some(Bookkeeping::Creation) => (Act::Ledger, None),
            Some(Bookkeeping::Row(name)) => (Act::Ledger, Some(name)),
            None if traced.failure.is_some() => (Act::Failure, marks.migration_at(index)),
            None if is_look(&traced) => (Act::Read, marks.migration_at(index)),
            None => (Act::Change, marks.migration_at(index)),
        };
        let ends_nothing = act == Act::Transaction
            && sends(&traced, "COMMIT")
            && steps.last().is_some_and(|last| last.act == Act::Transaction && sends(&last.traced, "BEGIN"));
        if ends_nothing {
            steps.pop();
        } else {
            steps.push(Step { act, migration, traced, held });
        }
    }
    steps
}

/// The locks of earlier statements that hurt more than this one's own do, on tables that it works on.
fn held(trace: &Trace, index: usize) -> Vec<Lock> {
    let traced = &trace.statements[index];
    let worked_on = traced.locks.iter().map(|lock| &lock.relation).chain(&traced.scanned);
    let mut held: Vec<Lock> = Vec::new();
    for relation in worked_on.filter(|relation| relation.existed && relation.kind.is_queried()) {
        let own = traced.locks.iter().find(|lock| lock.relation.oid == relation.oid).map(|lock| lock.mode);
        let strongest = trace.strongest(index, relation).filter(|mode| Some(*mode) > own);
        let is_told = held.iter().any(|lock| lock.relation.oid == relation.oid);
        if let Some(mode) = strongest.filter(|mode| mode.blocks() >= Blocks::Writes && !is_told) {
            held.push(Lock { relation: relation.clone(), mode });
        }
    }
    held
}

fn sends(traced: &Traced, word: &str) -> bool {
    traced.statement.sql.trim_end_matches(';') == word
}

/// Whether it can be left out: it changes nothing, and reads from somewhere.
fn is_look(traced: &Traced) -> bool {
    let words: Vec<String> = sql::words(&traced.statement.sql).collect();
    let does = |word: &String| DOING.iter().any(|function| word.starts_with(function));
    traced.is_read && words.iter().any(|word| word == "from") && !words.iter().any(does)
}
