//! AST → the SQL that Knex 3.3.0 sends to PostgreSQL, with `?` for bindings as its `toSQL()` has them.

mod date;
mod formatter;
pub mod literal;
pub mod native;
mod operator;
mod query;
mod raw;
mod schema;
mod text;

pub use formatter::{Formatter, quote_identifier};

use crate::{Arg, Builder, BuilderKind, Error, Site};

/// The signature of a knexfile's `wrapIdentifier`, already joined with Knex's own quoting:
/// the identifier and the query context go in, the quoted identifier comes out.
pub type WrapIdentifier<'a> = &'a dyn Fn(&str, Option<&Arg>) -> Result<String, Error>;

/// What rendering depends on besides the calls.
#[derive(Clone, Copy, Default)]
pub struct Context<'a> {
    /// The knexfile's `wrapIdentifier`; `None` is Knex's default quoting.
    pub wrap_identifier: Option<WrapIdentifier<'a>>,
    /// The knexfile's `wrapIdentifier` without quoting, for names that are sent as values (`columnInfo`).
    pub map_identifier: Option<WrapIdentifier<'a>>,
    /// The query context of the outermost builder.
    pub query_context: Option<&'a Arg>,
    /// The knexfile's `defaultDateTimePrecision`.
    pub default_date_time_precision: Option<f64>,
    /// The knexfile's `useNullAsDefault`: what is missing in a row becomes NULL rather than DEFAULT.
    pub use_null_as_default: bool,
}

/// One statement as Knex's `toSQL()` gives it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Compiled {
    /// The SQL, with `?` for each binding.
    pub sql: String,
    /// The bindings, in order.
    pub bindings: Vec<Arg>,
    /// Knex's `method` of a query ("select", "insert", "raw" …); schema statements have none.
    pub method: Option<&'static str>,
    /// What the response is turned into (`hasTable` becomes a boolean).
    pub output: Option<Output>,
    /// The column that `columnInfo(column)` asked for.
    pub output_argument: Option<String>,
    /// The column of a `pluck`.
    pub pluck: Option<String>,
    /// The `returning` of an insert, update or delete, as it was given.
    pub returning: Option<Arg>,
    /// The alias of a subquery.
    pub alias: Option<String>,
    /// The call that asked for the statement.
    pub site: Option<Site>,
    /// What Knex's logger warns of.
    pub warnings: Vec<String>,
}

/// How the response of a statement is turned into the value that JavaScript sees.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Output {
    /// Whether there was a row (`hasTable`, `hasColumn`).
    HasRows,
    /// `columnInfo()`: an object of columns, or the one that was asked for.
    ColumnInfo,
}

/// Renders the statements of a builder: several for a schema builder, one for the others.
///
/// # Errors
/// What Knex refuses, in its words.
pub fn compile(builder: &Builder, context: &Context) -> Result<Vec<Compiled>, Error> {
    match builder.kind {
        BuilderKind::Schema => schema::compile(builder, context),
        BuilderKind::Raw | BuilderKind::Ref => Ok(vec![raw::compile(builder, context)?]),
        _ => Ok(vec![query::compile(builder, context)?]),
    }
}
