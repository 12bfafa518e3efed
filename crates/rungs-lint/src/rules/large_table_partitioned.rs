//! Tables that will be large are partitioned.

use crate::facts::Facts;
use crate::finding::Found;
use crate::level::Level;
use crate::rule::{Group, Rule};
use crate::schema::RelationKind;

pub(super) const RULE: Rule = Rule {
    name: "large-table-partitioned",
    group: Group::Conventions,
    level: Level::Error,
    text: include_str!("large-table-partitioned.md"),
    check,
};

fn check(facts: &Facts) -> Vec<Found> {
    let large = &facts.conventions.large_tables;
    facts
        .made_relations()
        .filter(|(table, _)| table.kind == RelationKind::Table && !table.is_partition)
        .filter(|(table, _)| {
            large.iter().any(|name| *name == table.name || *name == format!("{}.{}", table.schema, table.name))
        })
        .map(|(table, made)| Found {
            made,
            message: format!("table `{}` is declared large and is not partitioned", table.written_name()),
            fix: format!(
                "await knex.raw(`\n  CREATE TABLE {0} (\n    id uuid NOT NULL DEFAULT uuidv7(),\n    created_at timestamptz NOT NULL DEFAULT now(),\n    PRIMARY KEY (id, created_at)\n  ) PARTITION BY RANGE (created_at)`);",
                table.written_name()
            ),
        })
        .collect()
}
