//! What stands on both sides, renamed or not.

use std::collections::BTreeMap;

use super::relations::{Name, Relation, Relations, relations};
use crate::kind::Kind;
use crate::object::Object;
use crate::snapshot::{Record, Snapshot};

/// Two snapshots with their relations paired.
pub(super) struct Changes<'a> {
    pub before: &'a Snapshot,
    pub after: &'a Snapshot,
    /// Those that are there before and after.
    pub relations: Vec<Pair<'a>>,
    /// Objects that have another name now: the old one with the new one.
    pub renamed: Vec<(&'a Record, &'a Record)>,
}

/// A relation before and after.
pub(super) struct Pair<'a> {
    pub before: Relation<'a>,
    pub after: Relation<'a>,
    /// Columns that have another name now, old to new.
    pub renamed_columns: BTreeMap<&'a str, &'a str>,
}

/// Kinds whose renaming is seen by their definition.
const DEFINED: &[Kind] =
    &[Kind::Type, Kind::Domain, Kind::View, Kind::MaterializedView, Kind::Function, Kind::Procedure];

impl<'a> Changes<'a> {
    pub(super) fn of(before: &'a Snapshot, after: &'a Snapshot) -> Self {
        let (mut old, mut new) = (relations(before), relations(after));
        let mut renamed = defined_renames(before, after);
        let mut pairs = Vec::new();
        let names: Vec<Name<'a>> = old.keys().copied().collect();
        for name in names {
            let Some(was) = old.get(&name) else { continue };
            let is = if new.contains_key(&name) {
                new.remove(&name)
            } else {
                take_renamed(was, &old, &mut new, &renamed)
            };
            let (Some(is), Some(was)) = (is, old.remove(&name)) else { continue };
            if let (Some(from), Some(to)) = (was.record, is.record)
                && name != (to.object.schema.as_deref(), to.object.name.as_str())
                && !renamed.iter().any(|(old, _)| std::ptr::eq(*old, from))
            {
                renamed.push((from, to));
            }
            let renamed_columns = renamed_columns(&was, &is);
            pairs.push(Pair { before: was, after: is, renamed_columns });
        }
        Self { before, after, relations: pairs, renamed }
    }

    /// The name that `object` has now.
    pub(super) fn new_name<'o>(&'o self, schema: Option<&'o str>, kind: Kind, name: &'o str) -> Name<'o> {
        let of = |record: &Record| {
            let object = &record.object;
            object.kind == kind && object.schema.as_deref() == schema && object.name == name
        };
        match self.renamed.iter().find(|(old, _)| of(old)) {
            Some((_, new)) => (new.object.schema.as_deref(), new.object.name.as_str()),
            None => (schema, name),
        }
    }
}

/// What was written for `record` in the other snapshot, if it is there under the same name.
pub(super) fn same<'a>(object: &Object, snapshot: &'a Snapshot) -> Option<&'a Record> {
    let records = snapshot.records();
    let place = records.binary_search_by(|record| record.object.identity().cmp(&object.identity())).ok()?;
    records.get(place)
}

/// The relation that `was` became: the only new one of its shape, where no other lost one has that shape.
fn take_renamed<'a>(
    was: &Relation<'a>,
    old: &Relations<'a>,
    new: &mut Relations<'a>,
    renamed: &[(&'a Record, &'a Record)],
) -> Option<Relation<'a>> {
    let record = was.record?;
    if let Some((_, to)) = renamed.iter().find(|(from, _)| std::ptr::eq(*from, record)) {
        return new.remove(&(to.object.schema.as_deref(), to.object.name.as_str()));
    }
    let shape = was.shape();
    if shape.is_empty() || record.object.kind != Kind::Table {
        return None;
    }
    let is_new = |name: &Name<'a>, relation: &Relation<'a>| {
        !old.contains_key(name) && relation.record.is_some_and(|new| new.object.kind == Kind::Table)
    };
    let only = |fits: &dyn Fn(&Relation<'a>) -> bool| {
        let mut found = new.iter().filter(|(name, relation)| is_new(name, relation) && fits(relation));
        let (Some((name, _)), None) = (found.next(), found.next()) else { return None };
        Some(*name)
    };
    let name =
        only(&|relation| relation.shape() == shape).or_else(|| only(&|relation| became(was, relation)))?;
    new.remove(&name)
}

/// Whether a table has all columns that another one had, at their places, half of them at least under their names: it was
/// renamed and altered.
fn became(was: &Relation<'_>, is: &Relation<'_>) -> bool {
    let at = |place: Option<&str>| is.columns.iter().find(|(_, column)| column.value("position") == place);
    let columns = was.columns.iter().map(|(name, column)| {
        let (now, found) = at(column.value("position"))?;
        (found.value("type") == column.value("type")).then_some(now == name)
    });
    let Some(kept) = columns.collect::<Option<Vec<bool>>>() else { return false };
    kept.len() > 1 && kept.iter().filter(|kept| **kept).count() * 2 >= kept.len()
}

/// A column keeps its number when it is renamed, and a number is never given twice.
fn renamed_columns<'a>(was: &Relation<'a>, is: &Relation<'a>) -> BTreeMap<&'a str, &'a str> {
    let lost = was.columns.iter().filter(|(name, _)| !is.columns.contains_key(*name));
    let found = lost.filter_map(|(old, record)| {
        if record.object.is_column_of_view() {
            return None;
        }
        let place = |column: &Record| column.value("position").map(str::to_owned);
        let now = is
            .columns
            .iter()
            .find(|(_, column)| place(column) == place(record) && type_name(column) == type_name(record));
        now.map(|(new, _)| (*old, *new))
    });
    found.collect()
}

/// A column's type without its length or precision.
fn type_name(column: &Record) -> Option<&str> {
    column.value("type").and_then(|name| name.split('(').next())
}

fn defined_renames<'a>(before: &'a Snapshot, after: &'a Snapshot) -> Vec<(&'a Record, &'a Record)> {
    let defined = |record: &&Record| {
        DEFINED.contains(&record.object.kind) && record.value("definition") != Some("composite")
    };
    let gone: Vec<_> =
        before.records().iter().filter(defined).filter(|r| same(&r.object, after).is_none()).collect();
    let new: Vec<_> =
        after.records().iter().filter(defined).filter(|r| same(&r.object, before).is_none()).collect();
    let mut pairs = Vec::new();
    for old in gone {
        let mut fitting = new
            .iter()
            .filter(|new| new.object.kind == old.object.kind && nameless(new) == nameless(old))
            .filter(|new| !pairs.iter().any(|(_, taken): &(&Record, &Record)| std::ptr::eq(*taken, **new)));
        if let (Some(only), None) = (fitting.next(), fitting.next()) {
            pairs.push((old, *only));
        }
    }
    pairs
}

/// A definition without the name that it begins with, if it does: `CREATE OR REPLACE FUNCTION public.f(a integer)`.
fn nameless(record: &Record) -> Option<String> {
    let definition = record.value("definition")?;
    match (record.object.kind, definition.find('(')) {
        (Kind::Function | Kind::Procedure, Some(open)) => Some(definition[open..].to_owned()),
        _ => Some(definition.to_owned()),
    }
}
