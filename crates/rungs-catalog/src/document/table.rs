//! One table.

use super::FrequentQuery;
use super::definition::{Constraint, ForeignKey, Index, Part};
use super::page::{Page, code, codes, plain};
use super::purpose::{foreign_keys, purpose};
use super::relation::{Relation, Relations};
use crate::object::quoted;
use crate::snapshot::Record;

/// What a table has that is told in a line of its own.
const TOLD: &[&str] = &[
    "UNLOGGED",
    "row type",
    "server",
    "options",
    "storage parameters",
    "ROW LEVEL SECURITY",
    "FORCE ROW LEVEL SECURITY",
    "REPLICA IDENTITY",
    "tablespace",
    "access method",
];

pub(super) fn write(
    page: &mut Page,
    table: &Relation<'_>,
    relations: &Relations<'_>,
    queries: &[FrequentQuery],
) {
    page.heading(1, &code(&table.name()));
    page.paragraph(&plain(table.record.value("comment").unwrap_or_default()));
    page.list(&properties(table, relations));
    columns(page, table);
    page.list(&keys(table, relations));
    indexes(page, table, relations, queries);
    checks(page, table);
    partitions(page, table, relations);
    others(page, table);
}

/// The columns of a table or a view.
pub(super) fn columns(page: &mut Page, relation: &Relation<'_>) {
    let rows: Vec<Vec<String>> =
        relation.columns.iter().map(|column| cells(column, relation.is_table())).collect();
    page.table(&["Column", "Type", "Null", "Default", "Comment"], &rows);
}

fn cells(column: &Record, of_table: bool) -> Vec<String> {
    let value = |name: &str| column.value(name);
    let mut type_name = code(value("type").unwrap_or_default());
    if let Some(collation) = value("collation") {
        type_name = format!("{type_name} {}", code(&format!("COLLATE {collation}")));
    }
    let null = match (of_table, value("NOT NULL")) {
        (false, _) => "",
        (true, Some(_)) => "no",
        (true, None) => "yes",
    };
    let default =
        value("default").or(value("identity")).or(value("expression")).map_or_else(String::new, code);
    let comment = value("comment").map_or_else(String::new, plain);
    vec![code(&column.object.name), type_name, null.to_owned(), default, comment]
}

fn properties(table: &Relation<'_>, relations: &Relations<'_>) -> Vec<String> {
    let mut told = Vec::new();
    if let Some(key) = table.record.value("partition key") {
        told.push(format!("partitioned by {}", code(key)));
    }
    if !table.parents().is_empty() {
        let parents: Vec<String> = table.parents().iter().map(|parent| relations.name(parent)).collect();
        told.push(format!("inherits from {}", codes(parents.iter().map(String::as_str))));
    }
    for name in TOLD {
        match table.record.value(name) {
            Some("") => told.push((*name).to_owned()),
            Some(value) => told.push(format!("{name}: {}", code(value))),
            None => {}
        }
    }
    told
}

fn keys(table: &Relation<'_>, relations: &Relations<'_>) -> Vec<String> {
    let list = |columns: &[String]| codes(columns.iter().map(String::as_str));
    let mut told = Vec::new();
    for (record, constraint) in &table.constraints {
        let what = match constraint {
            Constraint::PrimaryKey { columns } => format!("primary key {}", list(columns)),
            Constraint::Unique { columns, nulls_distinct } => {
                let nulls = if *nulls_distinct { "" } else { ", nulls counted as equal" };
                format!("unique {}{nulls}", list(columns))
            }
            Constraint::ForeignKey(key) => foreign_key(key, relations),
            Constraint::Check { .. } | Constraint::Other => continue,
        };
        // Primary keys first, then what is unique, then foreign keys: as one asks for them.
        let rank = match constraint {
            Constraint::PrimaryKey { .. } => 0,
            Constraint::Unique { .. } => 1,
            _ => 2,
        };
        told.push((rank, format!("{what}{}", commented(record))));
    }
    told.sort_by_key(|(rank, _)| *rank);
    told.into_iter().map(|(_, text)| text).collect()
}

fn foreign_key(key: &ForeignKey, relations: &Relations<'_>) -> String {
    let list = |columns: &[String]| codes(columns.iter().map(String::as_str));
    let mut text = format!(
        "foreign key {} to {} ({}), on delete {}",
        list(&key.columns),
        code(&relations.name(&key.table)),
        list(&key.references),
        key.on_delete
    );
    if key.on_update != "NO ACTION" {
        text = format!("{text}, on update {}", key.on_update);
    }
    if !key.rest.is_empty() {
        text = format!("{text}, {}", key.rest);
    }
    text
}

fn commented(record: &Record) -> String {
    record.value("comment").map_or_else(String::new, |comment| format!(": {}", plain(comment)))
}

/// Indexes of a table or a materialized view, those of keys too.
pub(super) fn indexes(
    page: &mut Page,
    table: &Relation<'_>,
    relations: &Relations<'_>,
    queries: &[FrequentQuery],
) {
    let mut rows = Vec::new();
    for (record, constraint) in &table.constraints {
        let (what, columns, place) = match constraint {
            Constraint::PrimaryKey { columns } => ("primary key", columns, 0),
            Constraint::Unique { columns, .. } => ("unique", columns, rows.len()),
            _ => continue,
        };
        let part =
            |column: &String| Part { key: quoted(column), column: Some(column.clone()), ..Part::default() };
        let index = Index { parts: columns.iter().map(part).collect(), ..Index::default() };
        let mut purposes = vec![what.to_owned()];
        purposes.extend(foreign_keys(table, &index, relations));
        let on = format!("btree ({})", codes(columns.iter().map(String::as_str)));
        rows.insert(place, vec![code(&record.object.name), on, purposes.join("; ")]);
    }
    for (record, index) in &table.indexes {
        let mut purpose = purpose(table, &record.object.name, index, relations, queries);
        if record.value("INVALID").is_some() {
            purpose = format!("**invalid, so of no use**; {purpose}");
        }
        rows.push(vec![code(&record.object.name), written(index), purpose + &commented(record)]);
    }
    page.table(&["Index", "On", "What it is for"], &rows);
}

fn written(index: &Index) -> String {
    let part = |part: &Part| {
        let order = if part.descending { " descending" } else { "" };
        let class =
            part.operator_class.as_deref().map_or_else(String::new, |class| format!(" {}", code(class)));
        format!("{}{class}{order}", code(&part.key))
    };
    format!("{} ({})", index.method, index.parts.iter().map(part).collect::<Vec<_>>().join(", "))
}

fn checks(page: &mut Page, table: &Relation<'_>) {
    let check = |(record, constraint): &(&Record, Constraint)| {
        let text = match constraint {
            Constraint::Check { expression } => code(super::definition::without_parentheses(expression)),
            Constraint::Other => code(record.value("definition").unwrap_or_default()),
            _ => return None,
        };
        let state = if record.value("definition").is_some_and(|text| text.ends_with(" NOT VALID")) {
            "not valid"
        } else {
            ""
        };
        let comment = record.value("comment").map_or_else(String::new, plain);
        Some(vec![code(&record.object.name), text, state.to_owned(), comment])
    };
    let rows: Vec<Vec<String>> = table.constraints.iter().filter_map(check).collect();
    page.table(&["Check", "Condition", "State", "Comment"], &rows);
}

fn partitions(page: &mut Page, table: &Relation<'_>, relations: &Relations<'_>) {
    let mut rows = Vec::new();
    for partition in table.partitions.iter().filter_map(|path| relations.all.get(path)) {
        let of = partition.parents().first().filter(|parent| **parent != table.path);
        let key = partition.record.value("partition key").map_or_else(String::new, code);
        rows.push(vec![
            code(&partition.name()),
            code(partition.record.value("partition bound").unwrap_or_default()),
            of.map_or_else(String::new, |parent| code(&relations.name(parent))),
            key,
        ]);
    }
    page.table(&["Partition", "Bounds", "Of", "Partitioned by"], &rows);
}

/// Triggers, policies, rules, statistics.
fn others(page: &mut Page, table: &Relation<'_>) {
    let told = |record: &&Record| {
        let kind = record.object.kind.word();
        let mut parts = vec![format!("{kind} {}", code(&record.object.name))];
        for name in ["definition", "USING", "WITH CHECK", "state"] {
            if let Some(value) = record.value(name) {
                let label = if name == "definition" { String::new() } else { format!("{name} ") };
                parts.push(format!("{label}{}", code(value)));
            }
        }
        parts.extend(record.value("comment").map(plain));
        parts.join(": ")
    };
    page.list(&table.others.iter().map(told).collect::<Vec<_>>());
}
