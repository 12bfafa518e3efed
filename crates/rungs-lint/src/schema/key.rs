//! What tells an object apart from all others while migrations run.

use serde::Deserialize;

/// An object's identity: it stays the same when the object is renamed, or made again under its name as `ALTER COLUMN …
/// TYPE` makes indexes again.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Key {
    /// What it is.
    pub class: KeyClass,
    /// Its number, or that of the relation that it belongs to.
    pub oid: u32,
    /// A column's number; the name of what belongs to a relation; else nothing.
    pub part: String,
}

/// The classes of keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KeyClass {
    /// A table, view, materialized view or foreign table.
    Relation,
    /// A column.
    Column,
    /// A constraint of a relation.
    Constraint,
    /// An index of a relation.
    Index,
    /// Anything else that has a number and a name.
    Other,
}

impl Key {
    /// The key of a relation, or of anything else that has a number of its own.
    pub fn of(class: KeyClass, oid: u32) -> Self {
        Self { class, oid, part: String::new() }
    }

    /// The key of a column, constraint or index.
    pub fn part(class: KeyClass, relation: u32, part: impl ToString) -> Self {
        Self { class, oid: relation, part: part.to_string() }
    }
}

/// An object that is there: its key, and what it is called.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Present {
    pub(crate) class: KeyClass,
    pub(crate) oid: u32,
    pub(crate) part: String,
    pub(crate) name: String,
    /// The own number of what belongs to a relation: it stays when a constraint or an index is renamed.
    pub(crate) own: Option<u32>,
}

impl Present {
    pub(crate) fn key(&self) -> Key {
        Key { class: self.class, oid: self.oid, part: self.part.clone() }
    }
}

/// Which objects are asked for.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Since<'a> {
    /// All.
    Ever,
    /// Those whose rows in the catalogs were written by this transaction or a later one.
    Transaction(&'a str),
    /// Those with these numbers, or parts of relations with them, that were there when the database was kept.
    Kept(&'a [u32]),
}
