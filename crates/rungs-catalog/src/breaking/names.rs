//! What is gone, or has another name.

use std::collections::BTreeSet;

use super::changes::{Changes, same};
use super::{Breaking, BreakingKind};
use crate::kind::Kind;
use crate::object::Object;
use crate::snapshot::{Record, Snapshot};

/// The kinds that programs name. Routines and columns are looked at elsewhere.
const NAMED: &[Kind] = &[
    Kind::Schema,
    Kind::Extension,
    Kind::Type,
    Kind::Domain,
    Kind::Table,
    Kind::ForeignTable,
    Kind::View,
    Kind::MaterializedView,
    Kind::Sequence,
];

/// The kinds of which one may take the place of another.
const READABLE: &[Kind] = &[Kind::Table, Kind::ForeignTable, Kind::View, Kind::MaterializedView];

impl Changes<'_> {
    pub(super) fn names(&self, found: &mut Vec<Breaking>) {
        let gone: Vec<&Record> = self
            .before
            .records()
            .iter()
            .filter(|record| NAMED.contains(&record.object.kind))
            // A sequence that a column owns is that column's.
            .filter(|record| record.object.part_of.is_none() && !self.stands(&record.object))
            .collect();
        let schemas: BTreeSet<&str> = gone
            .iter()
            .filter(|record| record.object.kind == Kind::Schema)
            .map(|record| record.object.name.as_str())
            .collect();
        for record in gone {
            let object = &record.object;
            let with_schema = object.schema.as_deref().is_some_and(|schema| schemas.contains(schema));
            if with_schema && !self.is_renamed(record) {
                continue;
            }
            found.push(self.gone(record));
        }
    }

    fn gone(&self, record: &Record) -> Breaking {
        let object = &record.object;
        if object.kind == Kind::Schema
            && let Some(new) = self.renamed_schema(&object.name)
        {
            return Breaking::new(object, BreakingKind::Renamed, format!("renames {object} to `{new}`"));
        }
        match self.renamed.iter().find(|(old, _)| std::ptr::eq(*old, record)) {
            Some((_, new)) => renamed(object, &new.object),
            None => Breaking::new(object, BreakingKind::Dropped, format!("drops {object}")),
        }
    }

    fn is_renamed(&self, record: &Record) -> bool {
        self.renamed.iter().any(|(old, _)| std::ptr::eq(*old, record))
            && record.object.schema.as_deref().is_none_or(|schema| self.renamed_schema(schema).is_none())
    }

    /// Whether it is there, or something that reads like it.
    fn stands(&self, object: &Object) -> bool {
        same(object, self.after).is_some()
            || READABLE.contains(&object.kind)
                && READABLE
                    .iter()
                    .any(|kind| same(&Object { kind: *kind, ..object.clone() }, self.after).is_some())
    }

    /// The new schema that holds just what the schema `old` held.
    fn renamed_schema(&self, old: &str) -> Option<&str> {
        let held = members(self.before, old);
        let is_new = |record: &&Record| {
            record.object.kind == Kind::Schema && same(&record.object, self.before).is_none()
        };
        let new = self.after.records().iter().filter(is_new).map(|record| record.object.name.as_str());
        (!held.is_empty()).then(|| new.into_iter().find(|new| members(self.after, new) == held)).flatten()
    }
}

fn members<'a>(snapshot: &'a Snapshot, schema: &str) -> Vec<(Kind, &'a str)> {
    let of = |record: &&Record| record.object.schema.as_deref() == Some(schema);
    let told = |record: &&Record| !matches!(record.object.kind, Kind::Grant | Kind::Revoke);
    let records = snapshot.records().iter().filter(of).filter(told);
    records.map(|record| (record.object.kind, record.object.name.as_str())).collect()
}

pub(super) fn renamed(old: &Object, new: &Object) -> Breaking {
    let message = if old.name == new.name {
        let schema = new.schema.as_deref().unwrap_or_default();
        format!("moves {old} to schema `{schema}`")
    } else {
        format!("renames {old} to `{}`", new.written_name())
    };
    Breaking::new(old, BreakingKind::Renamed, message)
}
