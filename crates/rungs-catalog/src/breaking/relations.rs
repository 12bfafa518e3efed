//! Tables, views and composite types with what stands on them, found by name whatever kind they are.

use std::collections::BTreeMap;

use crate::kind::Kind;
use crate::snapshot::{Record, Snapshot};

/// Schema and name.
pub(super) type Name<'a> = (Option<&'a str>, &'a str);

/// A relation and what is part of it.
#[derive(Debug, Default)]
pub(super) struct Relation<'a> {
    pub record: Option<&'a Record>,
    pub columns: BTreeMap<&'a str, &'a Record>,
    pub constraints: Vec<&'a Record>,
    /// Unique indexes that no constraint made.
    pub unique_indexes: Vec<&'a Record>,
}

/// All relations of a snapshot.
pub(super) type Relations<'a> = BTreeMap<Name<'a>, Relation<'a>>;

/// The kinds that have columns. A table that became a view is the same to whoever reads it.
const RELATIONS: &[Kind] = &[Kind::Table, Kind::ForeignTable, Kind::View, Kind::MaterializedView, Kind::Type];

pub(super) fn relations(snapshot: &Snapshot) -> Relations<'_> {
    let mut relations = Relations::new();
    for record in snapshot.records() {
        let object = &record.object;
        let schema = object.schema.as_deref();
        if RELATIONS.contains(&object.kind) {
            let is_relation = object.kind != Kind::Type || record.value("definition") == Some("composite");
            if is_relation {
                relations.entry((schema, object.name.as_str())).or_default().record = Some(record);
            }
            continue;
        }
        let Some(part) = &object.part_of else { continue };
        if !matches!(object.kind, Kind::Column | Kind::Constraint | Kind::Index) {
            continue;
        }
        let relation = relations.entry((schema, part.name.as_str())).or_default();
        match object.kind {
            Kind::Column => {
                relation.columns.insert(&object.name, record);
            }
            Kind::Constraint => relation.constraints.push(record),
            _ if record.value("definition").is_some_and(|sql| sql.starts_with("CREATE UNIQUE")) => {
                relation.unique_indexes.push(record);
            }
            _ => {}
        }
    }
    relations.retain(|_, relation| relation.record.is_some());
    relations
}

impl Relation<'_> {
    /// What tells it apart from other relations when its name has changed: its columns in order, with their types.
    pub(super) fn shape(&self) -> Vec<(&str, Option<&str>, Option<&str>)> {
        self.columns
            .iter()
            .map(|(name, column)| (*name, column.value("type"), column.value("position")))
            .collect()
    }
}
