//! Frequent queries are answered by an index.

use super::fix::{alter_table, list};
use crate::facts::Facts;
use crate::facts::{Made, PlannedQuery, Unserved};
use crate::finding::Found;
use crate::level::Level;
use crate::rule::{Group, Rule};
use crate::schema::{Key, KeyClass};

pub(super) const RULE: Rule = Rule {
    name: "frequent-query-index",
    group: Group::Conventions,
    level: Level::Error,
    text: include_str!("frequent-query-index.md"),
    check,
};

fn check(facts: &Facts) -> Vec<Found> {
    facts.queries.iter().flat_map(|planned| of_query(facts, planned)).collect()
}

fn of_query(facts: &Facts, planned: &PlannedQuery) -> Vec<Found> {
    match &planned.outcome {
        Ok(unserved) => unserved.iter().filter_map(|one| of_table(facts, planned, one)).collect(),
        // A table that a later migration makes is not there yet.
        Err(_) if !facts.is_complete => Vec::new(),
        Err(message) => vec![Found {
            made: at_query(planned),
            message: format!("a frequent query cannot be planned: {message}"),
            fix: "Mend the query, or take it out of `frequent_queries`.".to_owned(),
        }],
    }
}

fn of_table(facts: &Facts, planned: &PlannedQuery, unserved: &Unserved) -> Option<Found> {
    let table = facts.schema.relation(unserved.table)?;
    let by_migration = facts.made(&Key::of(KeyClass::Relation, table.oid), &[&table.name]);
    // Where not all is judged, tables that stood before are not judged again.
    let made = by_migration.or_else(|| facts.is_complete.then(|| at_query(planned)))?;
    let query: String = planned.query.sql.split_whitespace().collect::<Vec<_>>().join(" ");
    let shown: String = query.chars().take(100).collect();
    let more = if shown.len() < query.len() { "…" } else { "" };
    Some(Found {
        made,
        message: format!(
            "no index of `{}` narrows `{shown}{more}` by `{}`",
            table.written_name(),
            unserved.columns.join("`, `")
        ),
        fix: alter_table(table, &format!("table.index({});", list(&unserved.columns))),
    })
}

fn at_query(planned: &PlannedQuery) -> Made {
    let query = &planned.query;
    let origin = rungs_postgres::Origin { file: query.file.clone(), line: query.line, column: 1 };
    Made { migration: None, statement: None, origin: Some(origin) }
}
