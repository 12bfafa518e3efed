//! Foreign keys and checks of tables in use are added first and validated afterwards.

use rungs_trace::{Blocks, CheckedConstraint, Checks};

use super::safety::{alone, outside_transaction, quoted, written};
use crate::facts::{Facts, Ran};
use crate::finding::Found;
use crate::level::Level;
use crate::rule::{Group, Rule};

pub(super) const RULE: Rule = Rule {
    name: "constraint-scan",
    group: Group::Safety,
    level: Level::Error,
    text: include_str!("constraint-scan.md"),
    check,
};

fn check(facts: &Facts) -> Vec<Found> {
    let mut found = Vec::new();
    for ran in facts.statements() {
        for constraint in alone(&ran.traced.constraints, |constraint| &constraint.table) {
            // To validate is right, unless the transaction already holds the lock that adding took.
            let is_later = !constraint.is_new && ran.blocks(&constraint.table) < Blocks::Writes;
            if is_later || !ran.has_rows(&constraint.table) {
                continue;
            }
            let mut names = vec![constraint.name.as_str()];
            names.extend(constraint.columns.iter().map(String::as_str));
            names.push(&constraint.table.name);
            found.push(Found {
                made: ran.made(&names),
                message: message(&ran, constraint),
                fix: fix(constraint),
            });
        }
    }
    found
}

fn message(ran: &Ran<'_>, constraint: &CheckedConstraint) -> String {
    let CheckedConstraint { name, table, references, .. } = constraint;
    let kind = match constraint.checks {
        Checks::ForeignKey => "foreign key",
        Checks::NotNull => "NOT NULL constraint",
        _ => "check",
    };
    let act = if constraint.is_new { "adding" } else { "validating" };
    let when = if constraint.is_new { "meanwhile" } else { "since the same transaction added it" };
    let also = references
        .as_ref()
        .filter(|other| other.oid != table.oid && other.existed && ran.blocks(other) >= Blocks::Writes)
        .map(|other| format!(" and `{other}`"))
        .unwrap_or_default();
    format!(
        "{act} {kind} `{name}` reads all of `{table}`, and {} of `{table}`{also} {when}",
        ran.blocks(table)
    )
}

fn fix(constraint: &CheckedConstraint) -> String {
    let table = written(&constraint.table);
    let name = quoted(&constraint.name);
    let definition = constraint.definition.trim_end_matches(" NOT VALID");
    outside_transaction(&[
        format!("ALTER TABLE {table} ADD CONSTRAINT {name} {definition} NOT VALID"),
        format!("ALTER TABLE {table} VALIDATE CONSTRAINT {name}"),
    ])
}
