use super::Value;

/// The table of a statement: `from`, `into`, `table`.
#[derive(Debug, Clone, Default)]
pub struct Table<'a> {
    /// A name, a raw, a subquery, a callback, or an object of one alias.
    pub name: Option<Value<'a>>,
    /// `withSchema(…)`: goes before names, not before raws and subqueries.
    pub schema: Option<Value<'a>>,
    /// `only`: not the tables that inherit from it.
    pub only: bool,
}

/// The number of a `limit` or `offset`.
#[derive(Debug, Clone)]
pub struct Limit<'a> {
    /// A number, for an offset also a raw or a subquery.
    pub value: Value<'a>,
    /// Whether it is written into the SQL rather than bound (`{ skipBinding: true }`).
    pub skips_binding: bool,
}
