//! Tables with what belongs to them.

use std::collections::{BTreeMap, BTreeSet};

use super::definition::{Constraint, ForeignKey, Index, list, path};
use crate::kind::Kind;
use crate::snapshot::{Record, Snapshot};

/// The schema and the name of a relation, as the catalog has them.
pub(super) type Path = (String, String);

/// All tables, views and materialized views of a snapshot.
pub(super) struct Relations<'a> {
    pub(super) all: BTreeMap<Path, Relation<'a>>,
}

/// A table, foreign table, view or materialized view.
pub(super) struct Relation<'a> {
    pub(super) record: &'a Record,
    pub(super) path: Path,
    /// In their order.
    pub(super) columns: Vec<&'a Record>,
    pub(super) constraints: Vec<(&'a Record, Constraint)>,
    /// Those that no constraint made.
    pub(super) indexes: Vec<(&'a Record, Index)>,
    /// Triggers, policies, rules and statistics.
    pub(super) others: Vec<&'a Record>,
    /// The tables that it inherits from or is a partition of.
    parents: Vec<Path>,
    /// Its partitions, and theirs.
    pub(super) partitions: Vec<Path>,
}

impl<'a> Relations<'a> {
    pub(super) fn of(snapshot: &'a Snapshot) -> Self {
        let mut all = BTreeMap::new();
        for record in snapshot.records() {
            if let Some(relation) = Relation::begin(record) {
                all.insert(relation.path.clone(), relation);
            }
        }
        for record in snapshot.records() {
            let owner = record.object.part_of.as_ref().and_then(|part| {
                all.get_mut(&(record.object.schema.clone().unwrap_or_default(), part.name.clone()))
            });
            if let Some(relation) = owner {
                relation.take(record);
            }
        }
        for relation in all.values_mut() {
            relation.columns.sort_by_key(|column| place(column));
        }
        let mut relations = Self { all };
        relations.hand_out_partitions();
        relations
    }

    /// The tables that are described: partitions stand with the table that they are a part of.
    pub(super) fn tables(&self) -> impl Iterator<Item = &Relation<'a>> {
        self.all.values().filter(|relation| relation.is_table() && !relation.is_partition())
    }

    pub(super) fn of_kind(&self, kind: Kind) -> impl Iterator<Item = &Relation<'a>> {
        self.all.values().filter(move |relation| relation.record.object.kind == kind)
    }

    /// What a relation is called in a text: its name as SQL wants it, without the schema `public`.
    pub(super) fn name(&self, path: &Path) -> String {
        self.all.get(path).map_or_else(|| path.1.clone(), Relation::name)
    }

    fn hand_out_partitions(&mut self) {
        let partitions: Vec<Path> = self
            .all
            .values()
            .filter(|relation| relation.is_partition())
            .map(|one| one.path.clone())
            .collect();
        for partition in partitions {
            // A cycle cannot be, but a parent may be out of scope.
            let mut seen = BTreeSet::from([partition.clone()]);
            let mut at = partition.clone();
            while let Some(parent) = self.all.get(&at).and_then(|one| one.parents.first().cloned()) {
                if !seen.insert(parent.clone()) {
                    break;
                }
                if let Some(parent) = self.all.get_mut(&parent) {
                    parent.partitions.push(partition.clone());
                }
                at = parent;
            }
        }
    }
}

impl<'a> Relation<'a> {
    fn begin(record: &'a Record) -> Option<Self> {
        let kinds = [Kind::Table, Kind::ForeignTable, Kind::View, Kind::MaterializedView];
        if !kinds.contains(&record.object.kind) {
            return None;
        }
        Some(Self {
            record,
            path: (record.object.schema.clone().unwrap_or_default(), record.object.name.clone()),
            columns: Vec::new(),
            constraints: Vec::new(),
            indexes: Vec::new(),
            others: Vec::new(),
            parents: list(record.value("parent table").unwrap_or_default()).into_iter().map(path).collect(),
            partitions: Vec::new(),
        })
    }

    fn take(&mut self, record: &'a Record) {
        let definition = record.value("definition").unwrap_or_default();
        match record.object.kind {
            Kind::Column => self.columns.push(record),
            Kind::Constraint => self.constraints.push((record, Constraint::read(definition))),
            Kind::Index => self.indexes.push((record, Index::read(definition))),
            Kind::Trigger | Kind::Policy | Kind::Rule | Kind::Statistics => self.others.push(record),
            _ => {}
        }
    }

    pub(super) fn name(&self) -> String {
        self.record.object.written_name()
    }

    pub(super) fn is_table(&self) -> bool {
        matches!(self.record.object.kind, Kind::Table | Kind::ForeignTable)
    }

    fn is_partition(&self) -> bool {
        self.record.value("partition bound").is_some()
    }

    pub(super) fn parents(&self) -> &[Path] {
        &self.parents
    }

    pub(super) fn column(&self, name: &str) -> Option<&'a Record> {
        self.columns.iter().find(|column| column.object.name == name).copied()
    }

    pub(super) fn primary_key(&self) -> Option<&[String]> {
        self.constraints.iter().find_map(|(_, constraint)| match constraint {
            Constraint::PrimaryKey { columns } => Some(columns.as_slice()),
            _ => None,
        })
    }

    pub(super) fn foreign_keys(&self) -> impl Iterator<Item = (&'a Record, &ForeignKey)> {
        self.constraints.iter().filter_map(|(record, constraint)| match constraint {
            Constraint::ForeignKey(key) => Some((*record, key)),
            _ => None,
        })
    }

    /// Whether no two rows can have the same values in these columns.
    pub(super) fn is_unique(&self, columns: &[String]) -> bool {
        let within = |key: &[String]| !key.is_empty() && key.iter().all(|name| columns.contains(name));
        let by_constraint = self.constraints.iter().any(|(_, constraint)| match constraint {
            Constraint::PrimaryKey { columns: key } | Constraint::Unique { columns: key, .. } => within(key),
            _ => false,
        });
        by_constraint
            || self.indexes.iter().any(|(_, index)| {
                let key: Vec<String> = index.leading_columns().into_iter().map(str::to_owned).collect();
                index.unique && index.predicate.is_none() && key.len() == index.parts.len() && within(&key)
            })
    }

    pub(super) fn is_not_null(&self, column: &str) -> bool {
        self.column(column).is_some_and(|column| column.value("NOT NULL").is_some())
    }
}

fn place(column: &Record) -> i64 {
    column.value("position").and_then(|place| place.parse().ok()).unwrap_or(i64::MAX)
}
