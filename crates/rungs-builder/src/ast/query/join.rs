use super::{Conjunction, Value};

/// `inner join table on …`
#[derive(Debug, Clone)]
pub struct Join<'a> {
    /// What kind of join.
    pub kind: JoinKind<'a>,
    /// A name, a subquery, a callback, an object of one alias, a raw.
    pub table: Value<'a>,
    /// The schema that goes before a name.
    pub schema: Option<Value<'a>>,
    /// Its conditions.
    pub conditions: Vec<OnPredicate<'a>>,
}

/// What kind of join.
#[derive(Debug, Clone)]
pub enum JoinKind<'a> {
    /// The words before `join`.
    Typed(&'static str),
    /// `type(…)` in a callback: any words.
    Named(Value<'a>),
    /// `joinRaw`: the table is the whole join.
    Raw,
}

/// One member of a join's conditions.
#[derive(Debug, Clone)]
pub struct OnPredicate<'a> {
    /// How it is joined to the one before it.
    pub conjunction: Conjunction,
    /// Whether there is a `not`.
    pub negated: bool,
    /// What is asked.
    pub on: On<'a>,
}

/// What a member of a join's conditions asks.
#[derive(Debug, Clone)]
pub enum On<'a> {
    /// `column operator column`
    Columns {
        /// The left side.
        column: Value<'a>,
        /// The operator.
        operator: Value<'a>,
        /// The right side.
        value: Value<'a>,
    },
    /// `column operator value`
    Value {
        /// The left side.
        column: Value<'a>,
        /// The operator.
        operator: Value<'a>,
        /// The right side, bound.
        value: Value<'a>,
    },
    /// A raw alone.
    Raw(Value<'a>),
    /// `( … )`: a callback with conditions of its own.
    Group(Value<'a>),
    /// `using (…)`
    Using(Value<'a>),
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
    /// `exists (…)`
    Exists(Value<'a>),
    /// `jsonb_path_query_first(…) = jsonb_path_query_first(…)`: two columns, each with its path.
    JsonPaths {
        /// The left column and its path.
        left: (Value<'a>, Value<'a>),
        /// The right column and its path.
        right: (Value<'a>, Value<'a>),
    },
}

impl<'a> On<'a> {
    /// The two sides as a delete sees them, which turns each condition into `column = value`.
    pub fn sides(&self) -> (Value<'a>, Value<'a>) {
        match self {
            Self::Columns { column, value, .. } | Self::Value { column, value, .. } => {
                (column.clone(), value.clone())
            }
            Self::Raw(value) | Self::Group(value) | Self::Exists(value) => (Value::default(), value.clone()),
            Self::Using(column) | Self::Null(column) => (column.clone(), Value::default()),
            Self::In { column, values } | Self::Between { column, values } => {
                (column.clone(), values.clone())
            }
            Self::JsonPaths { .. } => (Value::default(), Value::default()),
        }
    }
}
