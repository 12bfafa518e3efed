use super::Value;
use crate::Arg;

/// How a condition is joined to the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Conjunction {
    /// `and`
    #[default]
    And,
    /// `or`
    Or,
}

impl Conjunction {
    /// The word.
    pub fn sql(self) -> &'static str {
        match self {
            Self::And => "and",
            Self::Or => "or",
        }
    }
}

/// One member of a `where` or `having` clause.
#[derive(Debug, Clone)]
pub struct Predicate<'a> {
    /// How it is joined to the one before it.
    pub conjunction: Conjunction,
    /// Whether there is a `not`; where it stands depends on the condition.
    pub negated: bool,
    /// What is asked.
    pub condition: Condition<'a>,
}

/// What a member of a `where` or `having` clause asks.
#[derive(Debug, Clone)]
pub enum Condition<'a> {
    /// `column operator value`
    Comparison {
        /// The left side.
        column: Value<'a>,
        /// An operator of the table of those that Knex permits, or a raw.
        operator: Value<'a>,
        /// The right side.
        value: Value<'a>,
        /// Whether the right side is a column too.
        as_column: bool,
    },
    /// `column is null`
    Null(Value<'a>),
    /// `column in (…)`
    In {
        /// A column, or a list for tuples.
        column: Value<'a>,
        /// A list, a subquery, a raw.
        values: Value<'a>,
    },
    /// `column between a and b`
    Between {
        /// The column.
        column: Value<'a>,
        /// A list of two.
        values: Value<'a>,
    },
    /// `column like value`
    Pattern {
        /// `like` or `ilike`.
        keyword: &'static str,
        /// A column, or a list for tuples.
        column: Value<'a>,
        /// The pattern.
        value: Value<'a>,
        /// Whether the pattern is a column too.
        as_column: bool,
    },
    /// `exists (…)`
    Exists(Value<'a>),
    /// `( … )`: a callback with conditions of its own.
    Group(Value<'a>),
    /// A raw.
    Raw(Value<'a>),
    /// A condition on jsonb.
    Json(JsonCondition<'a>),
}

/// A condition on a column of type jsonb.
#[derive(Debug, Clone)]
pub struct JsonCondition<'a> {
    /// How the column is compared.
    pub comparison: JsonComparison<'a>,
    /// The column.
    pub column: Value<'a>,
    /// The value, which is sent as JSON.
    pub value: Value<'a>,
    /// Whether the value is a column (a JSON condition inside `whereColumn` cannot be written, but the flag is Knex's).
    pub as_column: bool,
}

/// How a condition on jsonb compares.
#[derive(Debug, Clone)]
pub enum JsonComparison<'a> {
    /// `=`
    Equals,
    /// `@>`
    SupersetOf,
    /// `<@`
    SubsetOf,
    /// `jsonb_path_query_first(column, path) operator value`
    Path {
        /// A JSON path.
        path: Value<'a>,
        /// The operator.
        operator: Value<'a>,
    },
}

impl Condition<'_> {
    /// The column and the value whose undefined parts Knex refuses in a `where`; `None` where it does not look.
    pub fn checked(&self) -> Option<(Option<&Arg>, &Arg)> {
        Some(match self {
            Self::Comparison { column, value, .. } | Self::Pattern { column, value, .. } => {
                (Some(column), value)
            }
            Self::In { column, values } | Self::Between { column, values } => (Some(column), values),
            Self::Json(json) => (Some(&json.column), &json.value),
            Self::Exists(value) | Self::Group(value) | Self::Raw(value) => (None, value),
            Self::Null(_) => return None,
        })
    }
}
