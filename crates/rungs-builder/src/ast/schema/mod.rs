//! What is asked of a schema builder: tables, views, commands, in order.

mod alteration;
mod column;
mod column_type;
mod foreign_key;
mod table;
mod view;

pub use alteration::{Alteration, Arguments, Change, Constraint, Index, Unique};
pub use column::{Column, ColumnChange, Modifier};
pub use column_type::{COLUMN_TYPES, ColumnType, TypeSql};
pub use foreign_key::ForeignKey;
pub use table::{Check, Table, TableForm};
pub use view::{CheckOption, View, ViewChange, ViewForm};

use crate::{Arg, Site};

/// One call of a schema builder.
#[derive(Debug, Clone, PartialEq)]
pub enum Statement {
    /// `createTable`, `alterTable` and their kin.
    Table(Table),
    /// `createView`, `alterView` and their kin.
    View(View),
    /// `raw(sql, bindings)`
    Raw(Vec<Arg>),
    /// Whatever is one statement made of its arguments: `dropTable`, `renameView`, `createSchema`, `hasTable` …
    Command {
        /// The method.
        name: String,
        /// Its arguments.
        args: Vec<Arg>,
    },
}

/// What holds for all statements of a schema builder.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Settings {
    /// `withSchema(name)`
    pub schema: Option<Arg>,
    /// `queryContext(context)`
    pub query_context: Option<Arg>,
}

/// A node of the tree with the call that made it.
#[derive(Debug, Clone, PartialEq)]
pub struct Placed<T> {
    /// The node.
    pub node: T,
    /// The call.
    pub site: Option<Site>,
}
