use super::{Check, ForeignKey};
use crate::Arg;

/// Something done to a table by a statement of its own.
#[derive(Debug, Clone, PartialEq)]
pub enum Alteration {
    /// `index()`
    Index(Index),
    /// `unique()`
    Unique(Unique),
    /// `primary()`
    Primary(Constraint),
    /// `foreign()`, or `references()` of a column.
    Foreign(ForeignKey),
    /// `check()` of a table that is altered.
    Check(Check),
    /// Any other change.
    Change(Change),
}

/// `index(columns, name, options)`
#[derive(Debug, Clone, PartialEq)]
pub struct Index {
    /// What is indexed: a name, a raw, a list of them.
    pub columns: Arg,
    /// The index's name; a false one is made up.
    pub name: Arg,
    /// `indexType`: `unique` makes it a unique index.
    pub kind: Arg,
    /// `storageEngineIndexType`: the access method.
    pub method: Arg,
    /// `predicate`: a query whose `where` makes the index partial.
    pub predicate: Arg,
}

/// `unique(columns, options)`
#[derive(Debug, Clone, PartialEq)]
pub struct Unique {
    /// The constraint: columns, name, deferrability.
    pub constraint: Constraint,
    /// Whether it is a constraint rather than an index.
    pub use_constraint: bool,
    /// `predicate`: a query whose `where` makes the index partial.
    pub predicate: Arg,
}

/// The columns, the name and the deferrability of a key.
#[derive(Debug, Clone, PartialEq)]
pub struct Constraint {
    /// A name, a raw, a list of them.
    pub columns: Arg,
    /// The constraint's name; a false one is made up.
    pub name: Arg,
    /// `immediate`, `deferred`, or nothing.
    pub deferrable: Arg,
    /// How many arguments it was made with.
    pub arguments: Arguments,
}

/// What a key was made with, as far as Knex asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arguments {
    /// Nothing: `primary()`.
    None,
    /// Nothing but empty lists: `primary([])`.
    Empty,
    /// Columns, or a name.
    Some,
}

/// A change of a table that is one clause.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// `dropColumn`, `dropColumns`, `dropTimestamps`
    DropColumns(Vec<Arg>),
    /// `renameColumn(from, to)`
    RenameColumn {
        /// The old name.
        from: Arg,
        /// The new name.
        to: Arg,
    },
    /// `setNullable(column)` and `dropNullable(column)`
    SetNullable {
        /// The column.
        column: Arg,
        /// Whether it may be null.
        nullable: bool,
    },
    /// `dropChecks(names)`: one or a list.
    DropChecks(Arg),
    /// `dropPrimary(name)`
    DropPrimary {
        /// The constraint's name; a false one is made up.
        name: Arg,
        /// `…IfExists`
        if_exists: bool,
    },
    /// `dropUnique`, `dropForeign`
    DropConstraint {
        /// What a name that is made up ends with: `unique`, `foreign`.
        suffix: &'static str,
        /// The columns that a name is made up of.
        columns: Arg,
        /// The constraint's name.
        name: Arg,
        /// `…IfExists`
        if_exists: bool,
    },
    /// `dropIndex(columns, name)`
    DropIndex {
        /// The columns that a name is made up of.
        columns: Arg,
        /// The index's name.
        name: Arg,
    },
}
