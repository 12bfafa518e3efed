//! Unique indexes of tables in use are built concurrently, and made constraints afterwards.

use rungs_trace::{BuiltIndex, Checks};

use super::safety::{alone, built, concurrently, outside_transaction, quoted, written};
use crate::facts::Facts;
use crate::finding::Found;
use crate::level::Level;
use crate::rule::{Group, Rule};

pub(super) const RULE: Rule = Rule {
    name: "unique-not-concurrent",
    group: Group::Safety,
    level: Level::Error,
    text: include_str!("unique-not-concurrent.md"),
    check,
};

fn check(facts: &Facts) -> Vec<Found> {
    let mut found = Vec::new();
    for ran in facts.statements() {
        for index in alone(&ran.traced.indexes, |index| &index.table) {
            if index.is_rebuilt
                || !ran.has_rows(&index.table)
                || !(index.is_unique || index.constraint.is_some())
            {
                continue;
            }
            let what = match index.constraint {
                Some(Checks::PrimaryKey) => "primary key",
                Some(Checks::Exclusion) => "exclusion constraint",
                Some(_) => "unique constraint",
                None => "unique index",
            };
            found.push(built(&ran, what, index, fix(index)));
        }
    }
    found
}

fn fix(index: &BuiltIndex) -> String {
    let add = |kind: &str| {
        format!(
            "ALTER TABLE {} ADD CONSTRAINT {1} {kind} USING INDEX {1}",
            written(&index.table),
            quoted(&index.name)
        )
    };
    let create = concurrently(&index.definition);
    match index.constraint {
        None => outside_transaction(&[create]),
        Some(Checks::PrimaryKey) => outside_transaction(&[create, add("PRIMARY KEY")]),
        Some(Checks::Exclusion) => "// PostgreSQL cannot build an exclusion constraint concurrently: make a new table with it and\n// move the rows over in batches, or add it while nobody writes."
            .to_owned(),
        Some(_) => outside_transaction(&[create, add("UNIQUE")]),
    }
}
