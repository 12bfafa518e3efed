//! The schema as rules look at it: what stands on what, in numbers, where the text of a definition would have to be read
//! again.

mod constraint;
mod index;
mod key;
mod named;
mod read;
mod relation;

pub use constraint::{Constraint, ConstraintKind};
pub use index::Index;
pub use key::{Key, KeyClass};
pub use named::Named;
pub use relation::{Column, Relation, RelationKind};

pub(crate) use key::{Present, Since};

/// What the database holds after the judged migrations.
#[derive(Debug, Clone, Default)]
pub struct Schema {
    /// Tables, views, materialized views, foreign tables: by their numbers.
    pub relations: Vec<Relation>,
    /// Constraints of tables, without those that partitions have from their table.
    pub constraints: Vec<Constraint>,
    /// Indexes, those of constraints too.
    pub indexes: Vec<Index>,
    /// What else has a name.
    pub named: Vec<Named>,
    /// The server's major version.
    pub major: u32,
}

impl Schema {
    /// The relation with this number.
    pub fn relation(&self, oid: u32) -> Option<&Relation> {
        self.relations.binary_search_by_key(&oid, |relation| relation.oid).ok().map(|at| &self.relations[at])
    }

    /// The indexes of a relation.
    pub fn indexes_of(&self, relation: u32) -> impl Iterator<Item = &Index> {
        self.indexes.iter().filter(move |index| index.table == relation)
    }

    /// The constraints of a relation.
    pub fn constraints_of(&self, relation: u32) -> impl Iterator<Item = &Constraint> {
        self.constraints.iter().filter(move |constraint| constraint.table == relation)
    }
}
