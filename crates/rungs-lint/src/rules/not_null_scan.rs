//! Columns of tables in use become NOT NULL by a check that was validated before.

use rungs_trace::{Checks, NewNotNull, Traced};

use super::safety::{alone, outside_transaction, quoted, written};
use crate::facts::Facts;
use crate::finding::Found;
use crate::level::Level;
use crate::rule::{Group, Rule};

pub(super) const RULE: Rule = Rule {
    name: "not-null-scan",
    group: Group::Safety,
    level: Level::Error,
    text: include_str!("not-null-scan.md"),
    check,
};

fn check(facts: &Facts) -> Vec<Found> {
    let mut found = Vec::new();
    for ran in facts.statements() {
        for new in alone(&ran.traced.not_null, |new| &new.table).filter(|new| new.scans) {
            if is_found_anyway(ran.traced, new) || !ran.has_rows(&new.table) {
                continue;
            }
            found.push(Found {
                made: ran.made(&[&new.column, &new.table.name]),
                message: format!(
                    "making `{}.{}` NOT NULL reads all of `{}`, and {} meanwhile",
                    new.table,
                    new.column,
                    new.table,
                    ran.blocks(&new.table)
                ),
                fix: fix(new),
            });
        }
    }
    found
}

/// Whether the table is written anew in the same breath, or the column is part of a primary key that is built: other rules
/// find that.
fn is_found_anyway(traced: &Traced, new: &NewNotNull) -> bool {
    let rewrites = traced.rewritten.iter().any(|table| table.oid == new.table.oid);
    let keys = traced
        .indexes
        .iter()
        .any(|index| index.constraint == Some(Checks::PrimaryKey) && index.columns.contains(&new.column));
    rewrites || keys
}

fn fix(new: &NewNotNull) -> String {
    let table = written(&new.table);
    let column = quoted(&new.column);
    let name = quoted(&format!("{}_{}_is_not_null", new.table.name, new.column));
    outside_transaction(&[
        format!("ALTER TABLE {table} ADD CONSTRAINT {name} CHECK ({column} IS NOT NULL) NOT VALID"),
        format!("ALTER TABLE {table} VALIDATE CONSTRAINT {name}"),
        format!("ALTER TABLE {table} ALTER COLUMN {column} SET NOT NULL"),
        format!("ALTER TABLE {table} DROP CONSTRAINT {name}"),
    ])
}
