use super::Value;

/// `union (select …)`
#[derive(Debug, Clone)]
pub struct SetOperation<'a> {
    /// The operator.
    pub operator: SetOperator,
    /// A subquery, a callback or a raw.
    pub statement: Value<'a>,
    /// Whether the statement stands in parentheses.
    pub wrapped: bool,
}

/// How two selects are combined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SetOperator {
    /// `union`
    Union,
    /// `union all`
    UnionAll,
    /// `intersect`
    Intersect,
    /// `except`
    Except,
}

impl SetOperator {
    /// The words.
    pub fn sql(self) -> &'static str {
        match self {
            Self::Union => "union",
            Self::UnionAll => "union all",
            Self::Intersect => "intersect",
            Self::Except => "except",
        }
    }
}
