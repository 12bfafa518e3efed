//! Which tables stand in one diagram: a picture of many tables shows nothing.

use std::collections::{BTreeMap, BTreeSet};

use super::page::code;
use super::relation::{Path, Relation, Relations};

/// As many tables as one diagram can show with all their columns.
pub(super) const LARGEST: usize = 20;

/// The tables of one diagram.
pub(super) struct Group<'r, 'a> {
    /// What tells it from the others; the only one needs nothing.
    pub(super) title: Option<String>,
    pub(super) tables: Vec<&'r Relation<'a>>,
}

/// All together while they are few; else by schema, and a schema of many by what hangs together by foreign keys.
pub(super) fn groups<'r, 'a>(relations: &'r Relations<'a>) -> Vec<Group<'r, 'a>> {
    let tables: Vec<&Relation<'a>> = relations.tables().collect();
    if tables.len() <= LARGEST {
        return vec![Group { title: None, tables }];
    }
    let mut schemas: BTreeMap<&str, Vec<&Relation<'a>>> = BTreeMap::new();
    for table in tables {
        schemas.entry(&table.path.0).or_default().push(table);
    }
    let several = schemas.len() > 1;
    let mut groups = Vec::new();
    for (schema, tables) in schemas {
        let prefix = if several { format!("Schema {}", code(schema)) } else { String::new() };
        if tables.len() <= LARGEST {
            groups.push(Group { title: Some(prefix), tables });
        } else {
            groups.extend(components(&prefix, tables));
        }
    }
    groups
}

/// Tables that hang together, the largest first, then those that nothing hangs on.
fn components<'r, 'a>(prefix: &str, tables: Vec<&'r Relation<'a>>) -> Vec<Group<'r, 'a>> {
    let neighbours = neighbours(&tables);
    let mut left: BTreeSet<&Path> = tables.iter().map(|table| &table.path).collect();
    let mut components: Vec<Vec<&'r Relation<'a>>> = Vec::new();
    while let Some(first) = left.pop_first() {
        let mut found = BTreeSet::from([first]);
        let mut open = vec![first];
        while let Some(path) = open.pop() {
            for next in neighbours.get(path).into_iter().flatten() {
                if left.remove(next) {
                    found.insert(next);
                    open.push(next);
                }
            }
        }
        components.push(tables.iter().filter(|table| found.contains(&table.path)).copied().collect());
    }
    let (alone, mut together): (Vec<_>, Vec<_>) =
        components.into_iter().partition(|component| component.len() == 1);
    together.sort_by_key(|component| std::cmp::Reverse(component.len()));
    let titled =
        |text: String| Some(if prefix.is_empty() { text } else { format!("{prefix}: {}", lowered(&text)) });
    let mut groups: Vec<Group<'r, 'a>> = together
        .into_iter()
        .map(|tables| Group {
            title: titled(format!("Around {}", code(&centre(&tables, &neighbours)))),
            tables,
        })
        .collect();
    let alone: Vec<&Relation<'a>> = alone.into_iter().flatten().collect();
    for tables in alone.chunks(LARGEST) {
        groups.push(Group { title: titled("Without foreign keys".to_owned()), tables: tables.to_vec() });
    }
    groups
}

type Neighbours<'r> = BTreeMap<&'r Path, BTreeSet<&'r Path>>;

fn neighbours<'r>(tables: &[&'r Relation<'_>]) -> Neighbours<'r> {
    let known: BTreeSet<&Path> = tables.iter().map(|table| &table.path).collect();
    let mut neighbours = Neighbours::new();
    for &table in tables {
        for (_, key) in table.foreign_keys() {
            if let Some(&other) = known.get(&key.table).filter(|other| **other != &table.path) {
                neighbours.entry(&table.path).or_default().insert(other);
                neighbours.entry(other).or_default().insert(&table.path);
            }
        }
    }
    neighbours
}

/// The table that most others are related to; of several the first by name.
fn centre(tables: &[&Relation<'_>], neighbours: &Neighbours<'_>) -> String {
    let count = |table: &&&Relation<'_>| neighbours.get(&table.path).map_or(0, BTreeSet::len);
    tables.iter().rev().max_by_key(count).map_or_else(String::new, |table| table.name())
}

fn lowered(text: &str) -> String {
    let mut characters = text.chars();
    characters
        .next()
        .map_or_else(String::new, |first| first.to_lowercase().collect::<String>() + characters.as_str())
}
