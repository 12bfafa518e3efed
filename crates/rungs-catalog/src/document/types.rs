//! Enums, composite types, ranges, domains.

use super::definition::list;
use super::page::{Page, code, codes, plain};
use crate::kind::Kind;
use crate::object::Object;
use crate::snapshot::{Record, Snapshot};

pub(super) fn write(page: &mut Page, snapshot: &Snapshot) {
    let records = snapshot.records();
    let of_kind = |kind| records.iter().filter(move |record: &&Record| record.object.kind == kind);
    let row = |record: &Record, what: String| {
        let comment = record.value("comment").map_or_else(String::new, plain);
        vec![code(&record.object.written_name()), what, comment]
    };
    let mut rows: Vec<Vec<String>> =
        of_kind(Kind::Type).map(|record| row(record, described(record, records))).collect();
    rows.extend(of_kind(Kind::Domain).map(|record| row(record, domain(record, records))));
    if !rows.is_empty() {
        page.heading(0, "Types");
        page.table(&["Type", "What it is", "Comment"], &rows);
    }
}

fn described(record: &Record, records: &[Record]) -> String {
    let definition = record.value("definition").unwrap_or_default();
    let enum_values = definition.strip_prefix("ENUM (").and_then(|rest| rest.strip_suffix(')'));
    match (enum_values, definition) {
        (Some(values), _) => {
            let values: Vec<String> = list(values).into_iter().map(unquoted).collect();
            format!("one of {}", codes(values.iter().map(String::as_str)))
        }
        (None, "composite") => {
            let mut attributes: Vec<&Record> = parts(&record.object, Kind::Column, records).collect();
            attributes
                .sort_by_key(|column| column.value("position").and_then(|place| place.parse::<i64>().ok()));
            let attributes = attributes.iter().map(|column| {
                code(&format!("{} {}", column.object.name, column.value("type").unwrap_or_default()))
            });
            attributes.collect::<Vec<_>>().join(", ")
        }
        (None, definition) => code(definition),
    }
}

fn domain(record: &Record, records: &[Record]) -> String {
    let mut parts_told = vec![code(record.value("definition").unwrap_or_default())];
    if record.value("NOT NULL").is_some() {
        parts_told.push("not null".to_owned());
    }
    if let Some(default) = record.value("default") {
        parts_told.push(format!("default {}", code(default)));
    }
    parts_told.extend(
        parts(&record.object, Kind::DomainConstraint, records)
            .map(|constraint| code(constraint.value("definition").unwrap_or_default())),
    );
    parts_told.join(", ")
}

/// What belongs to `owner`.
fn parts<'a>(owner: &'a Object, kind: Kind, records: &'a [Record]) -> impl Iterator<Item = &'a Record> {
    records.iter().filter(move |record| {
        record.object.kind == kind
            && record.object.schema == owner.schema
            && record
                .object
                .part_of
                .as_ref()
                .is_some_and(|part| part.kind == owner.kind && part.name == owner.name)
    })
}

/// The value of a string as SQL writes it (`quote_literal`).
fn unquoted(literal: &str) -> String {
    let is_escaped = literal.starts_with('E');
    let inner = literal.trim_start_matches('E');
    let inner = inner.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\'')).unwrap_or(inner);
    let value = inner.replace("''", "'");
    if is_escaped { value.replace("\\\\", "\\") } else { value }
}
