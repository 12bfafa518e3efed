//! The entity relationship diagrams.

use std::fmt::Write;

use super::definition::ForeignKey;
use super::groups::{Group, LARGEST, groups};
use super::mermaid::{quoted, type_word, word};
use super::page::Page;
use super::relation::{Relation, Relations};

pub(super) fn write(page: &mut Page, relations: &Relations<'_>) {
    if relations.tables().next().is_none() {
        return;
    }
    page.heading(0, "Diagram");
    for group in groups(relations) {
        if let Some(title) = &group.title {
            page.heading(1, title);
        }
        if group.tables.len() > LARGEST {
            page.paragraph("Of so many tables only the columns of keys are drawn.");
        }
        page.code("mermaid", &diagram(&group, relations));
    }
}

fn diagram(group: &Group<'_, '_>, relations: &Relations<'_>) -> String {
    let mut text = "erDiagram\n".to_owned();
    let keys_only = group.tables.len() > LARGEST;
    for table in &group.tables {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "  {} {{", quoted(&table.name()));
        for attribute in attributes(table, keys_only) {
            let _ = writeln!(text, "    {attribute}");
        }
        text.push_str("  }\n");
    }
    for table in &group.tables {
        for (_, key) in table.foreign_keys() {
            let _ = writeln!(text, "  {}", relationship(table, key, relations));
        }
    }
    text
}

/// The columns: type, name, keys; the real name behind it where the diagram has another.
fn attributes(table: &Relation<'_>, keys_only: bool) -> Vec<String> {
    let mut attributes = Vec::new();
    for column in &table.columns {
        let name = &column.object.name;
        let keys = keys(table, name);
        if keys_only && keys.is_empty() {
            continue;
        }
        let mut attribute = format!("{} {}", type_word(column.value("type").unwrap_or_default()), word(name));
        if !keys.is_empty() {
            let _ = write!(attribute, " {}", keys.join(", "));
        }
        if word(name) != *name {
            let _ = write!(attribute, " {}", quoted(&name.replace('~', "-")));
        }
        attributes.push(attribute);
    }
    attributes
}

fn keys(table: &Relation<'_>, column: &str) -> Vec<&'static str> {
    let within = |columns: &[String]| columns.iter().any(|name| name == column);
    let mut keys = Vec::new();
    if table.primary_key().is_some_and(within) {
        keys.push("PK");
    }
    if table.foreign_keys().any(|(_, key)| within(&key.columns)) {
        keys.push("FK");
    }
    let is_primary_key = table.primary_key().is_some_and(|key| key == [column.to_owned()]);
    if !is_primary_key && table.is_unique(&[column.to_owned()]) {
        keys.push("UK");
    }
    keys
}

/// From the table with the key to the one that it refers to. A line is whole where the key is part of the primary key.
fn relationship(table: &Relation<'_>, key: &ForeignKey, relations: &Relations<'_>) -> String {
    let many = if table.is_unique(&key.columns) { "|o" } else { "}o" };
    let one = if key.columns.iter().all(|column| table.is_not_null(column)) { "||" } else { "o|" };
    let identifies = |primary: &[String]| key.columns.iter().all(|column| primary.contains(column));
    let line = if table.primary_key().is_some_and(identifies) { "--" } else { ".." };
    format!(
        "{} {many}{line}{one} {} : {}",
        quoted(&table.name()),
        quoted(&relations.name(&key.table)),
        quoted(&key.columns.join(", "))
    )
}
