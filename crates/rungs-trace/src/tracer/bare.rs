//! Statements that run in no transaction. Their locks are gone when they could be asked for, and what they are is fixed by
//! the manual: a table of the few there are.

use std::rc::Rc;

use super::known::Known;
use crate::fact::{Lock, Traced};
use crate::sql::words;
use crate::{LockMode, Relation};

/// A command that refuses to run in a transaction.
struct Command {
    /// The words that it begins with.
    begins: &'static [&'static str],
    /// A word that it holds besides.
    with: Option<&'static str>,
    /// The word before the name of what it works on.
    before_name: &'static str,
    /// The lock that it takes there, the one that it holds for long.
    mode: LockMode,
    /// Whether it writes the table anew.
    rewrites: bool,
}

/// PostgreSQL manual, "13.3.1. Table-Level Locks" and the pages of the commands; the first that fits counts. `CLUSTER` and
/// `VACUUM` without a name work on all tables, which is told of none. Of `DETACH PARTITION … CONCURRENTLY` the lock on the
/// partition itself comes at the end.
const COMMANDS: &[Command] = &[
    Command {
        begins: &["create", "index", "concurrently"],
        with: None,
        before_name: "on",
        mode: LockMode::ShareUpdateExclusive,
        rewrites: false,
    },
    Command {
        begins: &["create", "unique", "index", "concurrently"],
        with: None,
        before_name: "on",
        mode: LockMode::ShareUpdateExclusive,
        rewrites: false,
    },
    Command {
        begins: &["drop", "index", "concurrently"],
        with: None,
        before_name: "concurrently",
        mode: LockMode::ShareUpdateExclusive,
        rewrites: false,
    },
    Command {
        begins: &["reindex"],
        with: Some("concurrently"),
        before_name: "concurrently",
        mode: LockMode::ShareUpdateExclusive,
        rewrites: false,
    },
    Command {
        begins: &["alter", "table"],
        with: Some("concurrently"),
        before_name: "table",
        mode: LockMode::ShareUpdateExclusive,
        rewrites: false,
    },
    Command {
        begins: &["vacuum"],
        with: Some("full"),
        before_name: "vacuum",
        mode: LockMode::AccessExclusive,
        rewrites: true,
    },
    Command {
        begins: &["vacuum"],
        with: None,
        before_name: "vacuum",
        mode: LockMode::ShareUpdateExclusive,
        rewrites: false,
    },
];

/// Words that may stand between a command and the name of what it works on.
const FILLERS: &[&str] =
    &["only", "if", "exists", "full", "freeze", "verbose", "analyze", "table", "index", "concurrently"];

/// Writes into `traced` what the manual says of the statement.
pub(super) fn tell(known: &Known, traced: &mut Traced) {
    let words: Vec<String> = words(&traced.statement.sql).collect();
    let Some(command) = COMMANDS.iter().find(|command| command.fits(&words)) else { return };
    let Some(relation) = command.target(&words, known) else { return };
    if command.rewrites && relation.kind.has_rows() {
        traced.rewritten.push(relation.clone());
    }
    traced.locks.push(Lock { relation, mode: command.mode });
}

impl Command {
    fn fits(&self, words: &[String]) -> bool {
        words.len() >= self.begins.len()
            && words.iter().zip(self.begins).all(|(word, begins)| word == begins)
            && self.with.is_none_or(|with| words.iter().any(|word| word == with))
    }

    /// The table that it works on; of an index, its table.
    fn target(&self, words: &[String], known: &Known) -> Option<Rc<Relation>> {
        let at = words.iter().position(|word| word == self.before_name)?;
        let mut names = words[at + 1..].iter().filter(|word| !FILLERS.contains(&word.as_str()));
        let first = unquoted(names.next()?);
        // A dot is no word: whether the next one belongs to the name shows when it is looked up.
        let second = names.next().map(|name| unquoted(name));
        let qualified = second.as_deref().and_then(|second| known.named(Some(&first), second));
        let found = qualified.or_else(|| known.named(None, &first))?;
        match found.table {
            Some(table) => known.relation(table),
            None => Some(found.relation.clone()),
        }
    }
}

fn unquoted(name: &str) -> String {
    match name.strip_prefix('"').and_then(|name| name.strip_suffix('"')) {
        Some(inner) => inner.replace("\"\"", "\""),
        None => name.to_owned(),
    }
}
