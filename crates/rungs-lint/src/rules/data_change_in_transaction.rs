//! Rows are changed in a transaction.

use crate::facts::{Facts, Wanted};
use crate::finding::Found;
use crate::level::Level;
use crate::rule::{Group, Rule};
use rungs_trace::Traced;

pub(super) const RULE: Rule = Rule {
    name: "data-change-in-transaction",
    group: Group::Conventions,
    level: Level::Error,
    text: include_str!("data-change-in-transaction.md"),
    check,
};

/// Statements that change rows (PostgreSQL manual, "SQL Commands").
const CHANGES: &[&str] = &["INSERT", "UPDATE", "DELETE", "MERGE", "COPY", "TRUNCATE"];

/// Statements that leave nothing behind which could be half done.
const HARMLESS: &[&str] = &[
    "SELECT", "SET", "RESET", "SHOW", "BEGIN", "COMMIT", "ROLLBACK", "ANALYZE", "VACUUM", "LISTEN", "NOTIFY",
];

fn check(facts: &Facts) -> Vec<Found> {
    let judged = facts.migrations.iter().enumerate().filter(|(_, migration)| !migration.in_transaction);
    judged
        .filter_map(|(index, migration)| {
            let statements = &migration.trace.statements;
            // One statement by itself is done whole or not at all.
            if statements.iter().filter(|traced| leaves_something(traced)).count() < 2 {
                return None;
            }
            let change = statements.iter().find(|traced| stands_alone(traced) && changes_rows(traced))?;
            Some(Found {
                made: migration.place(index, Some(change), Wanted::made(&[])),
                message: "rows are changed outside of a transaction".to_owned(),
                fix: "await knex.transaction(async (trx) => {\n  // what changes rows\n});".to_owned(),
            })
        })
        .collect()
}

fn stands_alone(traced: &Traced) -> bool {
    traced.is_wrapped || traced.transaction.is_none()
}

fn changes_rows(traced: &Traced) -> bool {
    let command = traced.command.as_deref();
    traced.failure.is_none()
        && (command.is_some_and(|command| CHANGES.contains(&command)) || !traced.written.is_empty())
}

fn leaves_something(traced: &Traced) -> bool {
    let harmless = traced.command.as_deref().is_none_or(|command| HARMLESS.contains(&command));
    traced.failure.is_none() && (!harmless || !traced.written.is_empty())
}
