//! A query: the clauses of one SQL statement, before any of it is text.
//!
//! The leaves are the recorded JavaScript values themselves ([`Value`]): a column may be a name, a raw, a subquery or a
//! callback, and which of them it is matters only when it is written.

mod columns;
mod condition;
mod join;
mod locking;
mod mutation;
mod set_operation;
mod sorting;
mod table;
mod with;

pub use columns::{Aggregate, Analytic, Columns, Hints, JsonFunction, Window};
pub use condition::{Condition, Conjunction, JsonComparison, JsonCondition, Predicate};
pub use join::{Join, JoinKind, On, OnPredicate};
pub use locking::{LockMode, LockWait, Locking};
pub use mutation::{Conflict, Insert, Update};
pub use set_operation::{SetOperation, SetOperator};
pub use sorting::{Grouping, Ordering};
pub use table::{Limit, Table};
pub use with::{CommonTable, Materialization};

use std::borrow::Cow;

use crate::Arg;

/// A recorded value, borrowed from the calls where it stands there as it is.
pub type Value<'a> = Cow<'a, Arg>;

/// What kind of statement a query is: the last of the methods that say so wins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum QueryMethod {
    /// `select …`
    #[default]
    Select,
    /// `select … limit 1`, of which one row is wanted.
    First,
    /// `select …`, of which one column is wanted.
    Pluck,
    /// `insert into …`
    Insert,
    /// `update …`
    Update,
    /// `delete from …`
    Delete,
    /// `truncate …`
    Truncate,
    /// `columnInfo()`: a select from the information schema.
    ColumnInfo,
}

impl QueryMethod {
    /// Knex's own word for it, in `toSQL().method` and in messages.
    pub fn name(self) -> &'static str {
        match self {
            Self::Select => "select",
            Self::First => "first",
            Self::Pluck => "pluck",
            Self::Insert => "insert",
            Self::Update => "update",
            Self::Delete => "del",
            Self::Truncate => "truncate",
            Self::ColumnInfo => "columnInfo",
        }
    }

    /// Whether it is written as a select.
    pub fn is_select(self) -> bool {
        matches!(self, Self::Select | Self::First | Self::Pluck)
    }
}

/// One statement, its clauses in no particular order: `render/` knows the order of each kind of statement.
#[derive(Debug, Clone, Default)]
pub struct Query<'a> {
    /// What kind of statement it is.
    pub method: QueryMethod,
    /// `with …`
    pub with: Vec<CommonTable<'a>>,
    /// `/* … */` before the select.
    pub comments: Vec<String>,
    /// `/*+ … */` behind `select`.
    pub hints: Vec<Hints>,
    /// What is selected.
    pub columns: Vec<Columns<'a>>,
    /// The table that the statement is about.
    pub table: Table<'a>,
    /// `… join …`
    pub joins: Vec<Join<'a>>,
    /// `where …`
    pub wheres: Vec<Predicate<'a>>,
    /// `union …`, `intersect …`, `except …`
    pub set_operations: Vec<SetOperation<'a>>,
    /// `group by …`
    pub groups: Vec<Grouping<'a>>,
    /// `having …`
    pub havings: Vec<Predicate<'a>>,
    /// `order by …`
    pub orders: Vec<Ordering<'a>>,
    /// `limit …`; a number.
    pub limit: Option<Limit<'a>>,
    /// `offset …`; a number, a raw or a subquery.
    pub offset: Option<Limit<'a>>,
    /// `for update of … skip locked`
    pub locking: Locking<'a>,
    /// What an insert writes, and what it does on a conflict.
    pub insert: Insert<'a>,
    /// What an update writes.
    pub update: Update<'a>,
    /// `using …` of a delete.
    pub using: Option<Value<'a>>,
    /// `returning …`
    pub returning: Option<Value<'a>>,
    /// The name under which it is a subquery.
    pub alias: Option<Value<'a>>,
    /// The column that `pluck` wants.
    pub pluck: Option<Value<'a>>,
    /// The column that `columnInfo` wants.
    pub column_info: Option<Value<'a>>,
    /// What the user's `wrapIdentifier` is handed.
    pub query_context: Option<Value<'a>>,
    /// What Knex's logger warned of while the calls were made.
    pub warnings: Vec<String>,
}
