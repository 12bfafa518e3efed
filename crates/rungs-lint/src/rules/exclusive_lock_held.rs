//! No table is locked for reading while the transaction works on.

use std::collections::HashSet;

use rungs_trace::Relation;

use crate::facts::{Facts, Ran};
use crate::finding::Found;
use crate::level::Level;
use crate::rule::{Group, Rule};

pub(super) const RULE: Rule = Rule {
    name: "exclusive-lock-held",
    group: Group::Safety,
    level: Level::Error,
    text: include_str!("exclusive-lock-held.md"),
    check,
};

/// How many locked tables a message names.
const NAMED: usize = 3;

/// One finding a transaction: what is to be done about the first statement that takes long is to be done about all.
fn check(facts: &Facts) -> Vec<Found> {
    let mut told = HashSet::new();
    let mut found = Vec::new();
    for ran in facts.statements() {
        let Some(worked_on) = worked_on(&ran) else { continue };
        let locks: Vec<(usize, &Relation)> = ran
            .exclusive_locks()
            .map(|(at, lock)| (at, &*lock.relation))
            .filter(|(_, on)| on.kind.is_queried())
            .collect();
        let Some((first, _)) = locks.first() else { continue };
        if !told.insert((ran.migration, ran.traced.transaction)) {
            continue;
        }
        let origin = ran.facts.trace.statements[*first].statement.origin.as_ref();
        let since = origin.map(|origin| format!(" since line {}", origin.line)).unwrap_or_default();
        found.push(Found {
            made: ran.made(&[&worked_on.name]),
            message: format!(
                "this reads all of `{worked_on}` while {} locked against reads and writes{since}",
                listed(&locks)
            ),
            fix: fix(),
        });
    }
    found
}

/// The table that was there before and that the statement goes through row by row, unless another rule tells of it.
fn worked_on<'a>(ran: &Ran<'a>) -> Option<&'a Relation> {
    let traced = ran.traced;
    let is_told = !traced.indexes.is_empty()
        || !traced.constraints.is_empty()
        || !traced.rewritten.is_empty()
        || traced.not_null.iter().any(|new| new.scans);
    traced.scanned.iter().find(|table| ran.has_rows(table) && !is_told).map(|table| &**table)
}

fn listed(locks: &[(usize, &Relation)]) -> String {
    let mut names: Vec<String> = Vec::new();
    for (_, relation) in locks {
        let name = format!("`{relation}`");
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let verb = if names.len() == 1 { "is" } else { "are" };
    match names.len().checked_sub(NAMED) {
        Some(more @ 1..) => format!("{} and {more} more {verb}", names[..NAMED].join(", ")),
        _ => format!("{} {verb}", names.join(", ")),
    }
}

fn fix() -> String {
    "// Two migrations: one that changes the schema, and one after it that moves the rows, in batches.\n// Run them by `migrate:up`, one at a time, or let the second say:\nexport const config = { transaction: false };".to_owned()
}
