use super::Value;
use crate::Arg;

/// The words of one `hintComment` call.
pub type Hints = Vec<String>;

/// What one call adds to the select list.
#[derive(Debug, Clone)]
pub enum Columns<'a> {
    /// `select(…)`, `columns(…)`
    Plain(&'a [Arg]),
    /// `distinct(…)`: makes the whole select distinct.
    Distinct(&'a [Arg]),
    /// `distinctOn(…)`
    DistinctOn(&'a [Arg]),
    /// `pluck(column)`
    Pluck(Value<'a>),
    /// `count(…)`, `max(…)` …
    Aggregate(Aggregate<'a>),
    /// `rank(…)`, `rowNumber(…)` …
    Analytic(Analytic<'a>),
    /// `jsonExtract(…)` …
    Json(JsonFunction<'a>),
}

/// `count(distinct "a") as "b"`
#[derive(Debug, Clone)]
pub struct Aggregate<'a> {
    /// The SQL function.
    pub function: &'static str,
    /// A name, a list, an object of aliases, or a raw.
    pub value: Value<'a>,
    /// Whether it counts each value once.
    pub distinct: bool,
    /// `{ as: … }`
    pub alias: Option<Value<'a>>,
}

/// `rank() over (partition by … order by …) as "alias"`
#[derive(Debug, Clone)]
pub struct Analytic<'a> {
    /// The SQL function.
    pub function: &'static str,
    /// Its name in the result.
    pub alias: Option<&'a str>,
    /// What stands in the window.
    pub window: Window<'a>,
}

/// The window of an analytic function.
#[derive(Debug, Clone)]
pub enum Window<'a> {
    /// A raw, written with its bindings filled in.
    Raw(Value<'a>),
    /// Partitions and orders: names, or objects of `column` and `order`.
    Parts {
        /// `partition by …`
        partitions: Vec<Value<'a>>,
        /// `order by …`
        orders: Vec<Value<'a>>,
    },
}

/// A function of jsonb in the select list.
#[derive(Debug, Clone)]
pub enum JsonFunction<'a> {
    /// `jsonb_path_query`
    Extract {
        /// A name, or a list of extractions of their own.
        column: Value<'a>,
        /// A JSON path.
        path: Value<'a>,
        /// Its name in the result.
        alias: Value<'a>,
    },
    /// `jsonb_set`, `jsonb_insert`
    Write {
        /// The SQL function.
        function: &'static str,
        /// The column.
        column: Value<'a>,
        /// A JSON path or a PostgreSQL path.
        path: Value<'a>,
        /// The new value.
        value: Value<'a>,
        /// Its name in the result.
        alias: Value<'a>,
    },
    /// `#-`
    Remove {
        /// The column.
        column: Value<'a>,
        /// A JSON path or a PostgreSQL path.
        path: Value<'a>,
        /// Its name in the result.
        alias: Value<'a>,
    },
}

impl Columns<'_> {
    /// What Knex calls the `value` of such a statement is truthy: with set operations, only such a first one
    /// (or none) leaves the select to them.
    pub fn has_value(&self) -> bool {
        match self {
            Self::Plain(_) | Self::Distinct(_) | Self::DistinctOn(_) => true,
            Self::Pluck(column) => column.is_truthy(),
            Self::Aggregate(aggregate) => aggregate.value.is_truthy(),
            Self::Analytic(_) | Self::Json(_) => false,
        }
    }
}
