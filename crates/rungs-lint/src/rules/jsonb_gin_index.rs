//! JSONB columns have a GIN index.

use super::fix::alter_table;
use crate::facts::Facts;
use crate::finding::Found;
use crate::level::Level;
use crate::rule::{Group, Rule};

pub(super) const RULE: Rule = Rule {
    name: "jsonb-gin-index",
    group: Group::Conventions,
    level: Level::Warning,
    text: include_str!("jsonb-gin-index.md"),
    check,
};

fn check(facts: &Facts) -> Vec<Found> {
    let columns = facts.made_columns().filter(|(_, column, _)| column.base_type == "jsonb");
    columns
        .filter(|(table, column, _)| {
            let covers = |index: &crate::schema::Index| {
                index.method == "gin" && index.is_valid && index.depends_on.contains(&column.number)
            };
            !facts.schema.indexes_of(table.oid).any(covers)
        })
        .map(|(table, column, made)| Found {
            made,
            message: format!("JSONB column `{}.{}` has no GIN index", table.written_name(), column.name),
            fix: alter_table(table, &format!("table.index([\"{}\"], undefined, \"gin\");", column.name)),
        })
        .collect()
}
