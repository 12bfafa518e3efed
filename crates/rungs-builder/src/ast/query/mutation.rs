use indexmap::IndexMap;

use super::Value;

/// What an insert writes.
#[derive(Debug, Clone, Default)]
pub struct Insert<'a> {
    /// A row, a list of rows, a subquery, a raw.
    pub values: Option<Value<'a>>,
    /// What it does on a conflict.
    pub conflict: Conflict<'a>,
}

/// `on conflict (…) do …`
#[derive(Debug, Clone, Default)]
pub struct Conflict<'a> {
    /// Columns, a raw, or `true` for any conflict; `None` when there is no such clause.
    pub target: Option<Value<'a>>,
    /// `do nothing`
    pub ignores: bool,
    /// `do update set …`: a list of columns, an object of values, or all columns of the insert.
    pub merge: Option<Value<'a>>,
}

/// What an update writes.
#[derive(Debug, Clone, Default)]
pub struct Update<'a> {
    /// The new values by column; `None` when only counters are given.
    pub values: Option<IndexMap<String, Value<'a>>>,
    /// `increment`, `decrement`: what is added to a column.
    pub counters: IndexMap<String, f64>,
    /// `updateFrom(…)`: another table.
    pub from: Option<Value<'a>>,
}
