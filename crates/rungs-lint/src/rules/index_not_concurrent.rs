//! Indexes of tables in use are built concurrently.

use rungs_trace::{BuiltIndex, RelationKind};

use super::safety::{alone, built, concurrently, outside_transaction};
use crate::facts::Facts;
use crate::finding::Found;
use crate::level::Level;
use crate::rule::{Group, Rule};

pub(super) const RULE: Rule = Rule {
    name: "index-not-concurrent",
    group: Group::Safety,
    level: Level::Error,
    text: include_str!("index-not-concurrent.md"),
    check,
};

fn check(facts: &Facts) -> Vec<Found> {
    let mut found = Vec::new();
    for ran in facts.statements() {
        for index in alone(&ran.traced.indexes, |index| &index.table) {
            // A materialized view is written to by its refresh alone, and one that is rebuilt is a rewrite's.
            let is_of_view = index.table.kind == RelationKind::MaterializedView;
            if index.is_unique
                || index.constraint.is_some()
                || index.is_rebuilt
                || is_of_view
                || !ran.has_rows(&index.table)
            {
                continue;
            }
            found.push(built(&ran, "index", index, fix(index)));
        }
    }
    found
}

fn fix(index: &BuiltIndex) -> String {
    if index.table.kind != RelationKind::PartitionedTable {
        return outside_transaction(&[concurrently(&index.definition)]);
    }
    let only = index.definition.replacen(" ON ", " ON ONLY ", 1).replace("ON ONLY ONLY", "ON ONLY");
    format!(
        "{}\n// then for each partition:\n//   CREATE INDEX CONCURRENTLY {}_PARTITION ON PARTITION (…)\n//   ALTER INDEX {} ATTACH PARTITION {}_PARTITION",
        outside_transaction(&[only]),
        index.name,
        index.name,
        index.name
    )
}
