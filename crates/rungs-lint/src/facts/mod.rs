//! What rules look at.

mod attribution;
mod clauses;
mod migration;
mod places;
mod queries;
mod source;
mod statements;

use std::collections::HashMap;

pub use attribution::Made;
pub use migration::MigrationFacts;
pub use queries::{PlannedQuery, Unserved, serving_indexes};
pub use source::SourceText;
pub use statements::Ran;

pub(crate) use clauses::clauses;
pub(crate) use places::Wanted;

use crate::schema::{Column, Constraint, Index, Key, KeyClass, Relation, Schema};
use crate::settings::Conventions;

/// All that rules judge: what the judged migrations are, and what the database holds after them.
#[derive(Debug, Default)]
pub struct Facts {
    /// What the project wants.
    pub conventions: Conventions,
    /// The judged migrations, in their order.
    pub migrations: Vec<MigrationFacts>,
    /// The name of the last migration, in their order, that has been applied already where the judged ones have not.
    pub newest_applied: Option<String>,
    /// Whether nothing comes after the judged migrations.
    pub is_complete: bool,
    /// How the frequent queries would be answered in the end.
    pub queries: Vec<PlannedQuery>,
    /// What the database holds in the end.
    pub schema: Schema,
    /// For each object that was not there before: which migration made it.
    pub(crate) made: HashMap<Key, usize>,
    /// What each of them was called then.
    pub(crate) first_names: HashMap<Key, String>,
    /// The same as `made`, for each name that an object did not have before.
    pub(crate) named: HashMap<(Key, String), usize>,
}

impl Facts {
    /// Who made the object that `key` tells, if a judged migration did. `names` are what the statement that did it names,
    /// what tells most first; so the line is found.
    pub fn made(&self, key: &Key, names: &[&str]) -> Option<Made> {
        let migration = *self.made.get(key)?;
        let first = self.first_names.get(key).map(String::as_str).filter(|first| !names.contains(first));
        let names: Vec<&str> = first.into_iter().chain(names.iter().copied()).collect();
        Some(self.migrations[migration].locate(migration, Some(key), &names))
    }

    /// Who gave the object its name, if a judged migration did.
    pub fn named(&self, key: &Key, name: &str, names: &[&str]) -> Option<Made> {
        let migration = *self.named.get(&(key.clone(), name.to_owned()))?;
        Some(self.migrations[migration].locate(migration, Some(key), names))
    }

    /// Relations that judged migrations made.
    pub fn made_relations(&self) -> impl Iterator<Item = (&Relation, Made)> {
        self.schema.relations.iter().filter_map(|relation| {
            let key = Key::of(KeyClass::Relation, relation.oid);
            Some((relation, self.made(&key, &[&relation.name])?))
        })
    }

    /// Columns of tables that judged migrations made; those that partitions have from their tables are not told.
    pub fn made_columns(&self) -> impl Iterator<Item = (&Relation, &Column, Made)> {
        let tables = self.schema.relations.iter().filter(|table| table.is_table() && !table.is_partition);
        tables.flat_map(|table| table.columns.iter().map(move |column| (table, column))).filter_map(
            |(table, column)| {
                let key = Key::part(KeyClass::Column, table.oid, column.number);
                let mut names = vec![column.name.as_str()];
                // The builder makes both with one call that names neither.
                names.extend(matches!(names[0], "created_at" | "updated_at").then_some("timestamps"));
                names.push(&table.name);
                Some((table, column, self.made(&key, &names)?))
            },
        )
    }

    /// Constraints that judged migrations made.
    pub fn made_constraints(&self) -> impl Iterator<Item = (&Relation, &Constraint, Made)> {
        self.schema.constraints.iter().filter_map(|constraint| {
            let table = self.schema.relation(constraint.table)?;
            let key = Key::part(KeyClass::Constraint, table.oid, &constraint.name);
            let mut names = vec![constraint.name.as_str()];
            names.extend(table.names(&constraint.columns));
            names.push(&table.name);
            Some((table, constraint, self.made(&key, &names)?))
        })
    }

    /// Indexes that judged migrations made; the parts that partitions have are not told.
    pub fn made_indexes(&self) -> impl Iterator<Item = (&Relation, &Index, Made)> {
        self.schema.indexes.iter().filter(|index| !index.is_part).filter_map(|index| {
            let table = self.schema.relation(index.table)?;
            let key = Key::part(KeyClass::Index, table.oid, &index.name);
            let mut names = vec![index.name.as_str()];
            names.extend(table.names(index.key_columns()));
            names.push(&table.name);
            Some((table, index, self.made(&key, &names)?))
        })
    }

    /// The migration that `made` tells.
    pub fn migration(&self, made: &Made) -> Option<&MigrationFacts> {
        self.migrations.get(made.migration?)
    }
}
