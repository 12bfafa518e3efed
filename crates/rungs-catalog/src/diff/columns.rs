//! The order of a table's columns.

use std::collections::BTreeMap;

use super::finding::Remark;
use crate::kind::Kind;
use crate::object::{Object, PartOf};
use crate::snapshot::Record;

/// A table's columns with their places.
type Columns<'a> = BTreeMap<&'a str, i16>;

/// The tables that stand in both lists and whose common columns changed places.
pub(super) fn orders(before: &[Record], after: &[Record]) -> Vec<Remark> {
    let (before, after) = (tables(before), tables(after));
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

fn tables(records: &[Record]) -> BTreeMap<(Option<&String>, &PartOf), Columns<'_>> {
    let mut tables: BTreeMap<_, Columns<'_>> = BTreeMap::new();
    let told = |record: &&Record| record.object.kind == Kind::Column && !record.object.is_column_of_view();
    for record in records.iter().filter(told) {
        let Some(part) = &record.object.part_of else { continue };
        let place = record.value("position").and_then(|place| place.parse().ok()).unwrap_or_default();
        tables.entry((record.object.schema.as_ref(), part)).or_default().insert(&record.object.name, place);
    }
    tables
}

/// The columns of `these` that `those` has too, in the order of `these`.
fn ordered(these: &Columns<'_>, those: &Columns<'_>) -> Vec<String> {
    let mut common: Vec<_> = these.iter().filter(|(name, _)| those.contains_key(*name)).collect();
    common.sort_by_key(|(_, place)| **place);
    common.into_iter().map(|(name, _)| (*name).to_owned()).collect()
}
