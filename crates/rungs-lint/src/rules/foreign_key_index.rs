//! Foreign keys have an index.

use super::fix::{alter_table, list};
use crate::facts::Facts;
use crate::finding::Found;
use crate::level::Level;
use crate::rule::{Group, Rule};
use crate::schema::{Constraint, ConstraintKind, Index, Relation};

pub(super) const RULE: Rule = Rule {
    name: "foreign-key-index",
    group: Group::Conventions,
    level: Level::Error,
    text: include_str!("foreign-key-index.md"),
    check,
};

/// Index methods that find rows by equality of their first columns.
const METHODS: &[&str] = &["btree", "hash", "gist", "spgist"];

fn check(facts: &Facts) -> Vec<Found> {
    let keys =
        facts.made_constraints().filter(|(_, constraint, _)| constraint.kind == ConstraintKind::ForeignKey);
    keys.filter(|(table, key, _)| !facts.schema.indexes_of(table.oid).any(|index| serves(index, table, key)))
        .map(|(table, key, made)| {
            let columns = table.names(&key.columns);
            Found {
                made,
                message: format!(
                    "foreign key `{}` of `{}` has no index that begins with `{}`",
                    key.name,
                    table.written_name(),
                    columns.join("`, `")
                ),
                fix: alter_table(table, &format!("table.index({});", list(&columns))),
            }
        })
        .collect()
}

/// Whether the index finds all rows that point to one row.
fn serves(index: &Index, table: &Relation, key: &Constraint) -> bool {
    let covers =
        index.predicate.as_ref().is_none_or(|predicate| is_not_null(predicate, &table.names(&key.columns)));
    index.is_valid && METHODS.contains(&index.method.as_str()) && index.is_led_by(&key.columns) && covers
}

/// Whether a condition only leaves out rows in which one of the columns is null: those point nowhere.
fn is_not_null(predicate: &str, columns: &[&str]) -> bool {
    predicate.split(" AND ").all(|part| {
        let part = part.trim_matches(|c| c == '(' || c == ')');
        let column = part.strip_suffix(" IS NOT NULL").map(|name| name.trim_matches(['(', ')', '"']));
        column.is_some_and(|column| columns.contains(&column))
    })
}
