use super::{Alteration, Column, Placed};
use crate::{Arg, Site};

/// A table to create or alter.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// Whether it is created or altered, and how.
    pub form: TableForm,
    /// Its name, unqualified.
    pub name: Arg,
    /// Its columns, those to add and those to alter, in the order of their calls.
    pub columns: Vec<Column>,
    /// Indexes, constraints and whatever else is a statement of its own, in the order of their calls.
    pub alterations: Vec<Placed<Alteration>>,
    /// `check()` of a table that is created.
    pub checks: Vec<Check>,
    /// `comment()`, the last one.
    pub comment: Option<Placed<String>>,
    /// `inherits()`, the last one.
    pub inherits: Option<Arg>,
    /// The table's own query context.
    pub query_context: Option<Arg>,
    /// The call.
    pub site: Option<Site>,
}

/// What happens to a table.
#[derive(Debug, Clone, PartialEq)]
pub enum TableForm {
    /// `createTable`
    Create,
    /// `createTableIfNotExists`
    CreateIfNotExists,
    /// `createTableLike`, with the table that is its model.
    CreateLike(Arg),
    /// `alterTable`, `table`
    Alter,
}

/// `check(predicate, bindings, name)` of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Check {
    /// The condition, raw.
    pub predicate: Arg,
    /// Its bindings.
    pub bindings: Arg,
    /// The constraint's name, unquoted.
    pub name: Arg,
}
