use super::Value;
use crate::Arg;

/// What one call adds to `group by`.
#[derive(Debug, Clone)]
pub enum Grouping<'a> {
    /// Columns.
    Columns(&'a [Arg]),
    /// A raw.
    Raw(Value<'a>),
}

/// What one call adds to `order by`.
#[derive(Debug, Clone)]
pub enum Ordering<'a> {
    /// A column with its direction.
    Column {
        /// A name, a raw, a subquery.
        column: Value<'a>,
        /// `asc`, `desc` or a raw; anything else means `asc`.
        direction: Value<'a>,
        /// `first` or `last`.
        nulls: Value<'a>,
    },
    /// A raw.
    Raw(Value<'a>),
}
