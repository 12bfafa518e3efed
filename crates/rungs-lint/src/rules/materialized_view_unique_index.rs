//! Materialized views can be refreshed while they are read.

use crate::facts::Facts;
use crate::finding::Found;
use crate::level::Level;
use crate::rule::{Group, Rule};
use crate::schema::{Index, RelationKind};

pub(super) const RULE: Rule = Rule {
    name: "materialized-view-unique-index",
    group: Group::Conventions,
    level: Level::Error,
    text: include_str!("materialized-view-unique-index.md"),
    check,
};

fn check(facts: &Facts) -> Vec<Found> {
    let views =
        facts.made_relations().filter(|(relation, _)| relation.kind == RelationKind::MaterializedView);
    views
        .filter(|(view, _)| !facts.schema.indexes_of(view.oid).any(allows_refresh))
        .map(|(view, made)| Found {
            made,
            message: format!("materialized view `{}` has no unique index", view.written_name()),
            fix: format!(
                "await knex.raw(`CREATE UNIQUE INDEX {}_key ON {} (…)`); // columns that tell its rows apart",
                view.name,
                view.written_name()
            ),
        })
        .collect()
}

/// What `REFRESH … CONCURRENTLY` asks for (PostgreSQL manual, "REFRESH MATERIALIZED VIEW"): only columns, all rows.
fn allows_refresh(index: &Index) -> bool {
    index.is_unique
        && index.is_valid
        && index.predicate.is_none()
        && index.key_columns().iter().all(|column| *column > 0)
}
