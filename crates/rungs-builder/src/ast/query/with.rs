use super::Value;

/// A common table expression: `with name (columns) as (statement)`.
#[derive(Debug, Clone)]
pub struct CommonTable<'a> {
    /// Its name.
    pub alias: Value<'a>,
    /// The names of its columns.
    pub columns: Option<Value<'a>>,
    /// A subquery, a callback or a raw.
    pub statement: Value<'a>,
    /// Whether it may refer to itself.
    pub recursive: bool,
    /// `materialized`, `not materialized`, or neither.
    pub materialization: Option<Materialization>,
}

/// Whether the server computes a common table once (PostgreSQL manual, 7.8.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Materialization {
    /// `materialized`
    Materialized,
    /// `not materialized`
    NotMaterialized,
}
