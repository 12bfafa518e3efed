//! The order of a table's columns.

use std::collections::{BTreeMap, HashSet};

use super::compare::Pair;
use super::finding::Remark;
use crate::kind::Kind;
use crate::object::{Object, PartOf};
use crate::snapshot::Record;

/// A table's columns with their places.
type Columns<'a> = BTreeMap<&'a str, i16>;

/// A table, as its columns know it.
type Table<'a> = (Option<&'a String>, &'a PartOf);

/// The tables with columns that differ.
pub(super) fn tables_of<'a>(pairs: &[Pair<'a>]) -> HashSet<Table<'a>> {
    let records = pairs.iter().flat_map(|(before, after)| [*before, *after]).flatten();
    records.filter_map(table_of).collect()
}

/// Those of `tables` that stand in both lists and whose common columns changed places.
pub(super) fn orders(before: &[Record], after: &[Record], tables: HashSet<Table<'_>>) -> Vec<Remark> {
    if tables.is_empty() {
        return Vec::new();
    }
    let (before, after) = (columns(before, &tables), columns(after, &tables));
    let both = before.iter().filter_map(|(table, was)| Some((*table, was, after.get(table)?)));
    both.filter_map(|((schema, part), was, is)| {
        let before = ordered(was, is);
        let after = ordered(is, was);
        let table =
            Object { kind: part.kind, schema: schema.cloned(), part_of: None, name: part.name.clone() };
        (before != after).then_some(Remark::ColumnOrder { table, before, after })
    })
    .collect()
}

fn table_of(record: &Record) -> Option<Table<'_>> {
    let told = record.object.kind == Kind::Column && !record.object.is_column_of_view();
    let part = record.object.part_of.as_ref().filter(|_| told)?;
    Some((record.object.schema.as_ref(), part))
}

fn columns<'a>(records: &'a [Record], wanted: &HashSet<Table<'_>>) -> BTreeMap<Table<'a>, Columns<'a>> {
    let mut tables: BTreeMap<_, Columns<'_>> = BTreeMap::new();
    for record in records {
        let Some(table) = table_of(record).filter(|table| wanted.contains(table)) else { continue };
        let place = record.value("position").and_then(|place| place.parse().ok()).unwrap_or_default();
        tables.entry(table).or_default().insert(&record.object.name, place);
    }
    tables
}

/// The columns of `these` that `those` has too, in the order of `these`.
fn ordered(these: &Columns<'_>, those: &Columns<'_>) -> Vec<String> {
    let mut common: Vec<_> = these.iter().filter(|(name, _)| those.contains_key(*name)).collect();
    common.sort_by_key(|(_, place)| **place);
    common.into_iter().map(|(name, _)| (*name).to_owned()).collect()
}
