//! What was seen of one statement.

use std::rc::Rc;
use std::time::Duration;

use rungs_postgres::{Statement, TransactionNumber};

use crate::{LockMode, Relation};

/// What was seen of the statements of a migration, in their order.
#[derive(Debug, Clone, Default)]
pub struct Trace {
    /// The statements. One of them can be a part of the text that was sent: [`Traced::statement`] bears the place of the
    /// whole.
    pub statements: Vec<Traced>,
}

/// What one statement did.
#[derive(Debug, Clone)]
pub struct Traced {
    /// The statement, its bindings, and where it comes from.
    pub statement: Statement,
    /// How many lines of the text that was sent stand before this statement: 0 unless the text holds several.
    pub line_offset: u32,
    /// The first word of what the server called it: `CREATE`, `ALTER`, `SELECT`. `None` when it failed.
    pub command: Option<String>,
    /// What the server said when it failed; then there are no other facts.
    pub failure: Option<String>,
    /// How many rows it selected or changed, if it counts.
    pub rows: Option<u64>,
    /// How long it took on the throwaway server.
    pub elapsed: Duration,
    /// The transaction that it ran in; statements of one transaction hold their locks until it ends. `None` when it
    /// ran by itself.
    pub transaction: Option<TransactionNumber>,
    /// Whether that transaction was opened to be able to look, and ended behind it: the statement has none of its own.
    /// Several such statements of one transaction were sent as one text, which is one transaction to the server.
    pub is_wrapped: bool,
    /// Whether it ran on another connection, which the migration opened itself: nothing is known of its locks.
    pub is_elsewhere: bool,
    /// Whether the locks were read from the server: not so for what cannot run in a transaction, where they are what
    /// the manual says.
    pub is_observed: bool,
    /// The locks that it took and the transaction did not hold before, one for each relation, the strongest of them. The
    /// transaction may hold a stronger one already: see [`Trace::strongest`].
    pub locks: Vec<Lock>,
    /// Tables that it wrote anew, whole.
    pub rewritten: Vec<Rc<Relation>>,
    /// Tables that it read, whole.
    pub scanned: Vec<Rc<Relation>>,
    /// Tables that it emptied by `TRUNCATE`.
    pub emptied: Vec<Rc<Relation>>,
    /// Rows that it wrote.
    pub written: Vec<Written>,
    /// Relations that it created.
    pub created: Vec<Rc<Relation>>,
    /// Relations that it dropped.
    pub dropped: Vec<Rc<Relation>>,
    /// Indexes that it built on tables that existed.
    pub indexes: Vec<BuiltIndex>,
    /// Constraints that it holds all rows of a table to that existed.
    pub constraints: Vec<CheckedConstraint>,
    /// Columns that were there and are `NOT NULL` from now on, of tables that existed.
    pub not_null: Vec<NewNotNull>,
    /// Whether it changed nothing.
    pub is_read: bool,
    /// Whether what it gave back depends on rows, and not on the schema alone.
    pub reads_rows: bool,
}

/// A lock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lock {
    /// What is locked.
    pub relation: Rc<Relation>,
    /// How.
    pub mode: LockMode,
}

/// Rows that were written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The table.
    pub relation: Rc<Relation>,
    /// Rows inserted.
    pub inserted: u64,
    /// Rows updated.
    pub updated: u64,
    /// Rows deleted.
    pub deleted: u64,
}

/// An index that was built from the rows of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BuiltIndex {
    /// Its name.
    pub name: String,
    /// The table.
    pub table: Rc<Relation>,
    /// The columns in it; expressions are left out.
    pub columns: Vec<String>,
    /// Whether it keeps values unique.
    pub is_unique: bool,
    /// The constraint that it serves: `PRIMARY KEY`, `UNIQUE` or `EXCLUDE`.
    pub constraint: Option<Checks>,
    /// Whether it takes the place of one that was there, which its column's new type made useless.
    pub is_rebuilt: bool,
    /// `CREATE INDEX …` as the server writes it.
    pub definition: String,
}

/// A constraint to which all rows are held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckedConstraint {
    /// Its name.
    pub name: String,
    /// The table whose rows are checked.
    pub table: Rc<Relation>,
    /// What it checks.
    pub checks: Checks,
    /// The columns that it concerns.
    pub columns: Vec<String>,
    /// The table that a foreign key points to.
    pub references: Option<Rc<Relation>>,
    /// Whether this statement added it, as opposed to validating one that was there.
    pub is_new: bool,
    /// As `ADD CONSTRAINT` would have it: `FOREIGN KEY (a) REFERENCES b(id)`.
    pub definition: String,
}

/// The kinds of constraints (PostgreSQL manual, "pg_constraint", `contype`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Deserialize)]
pub enum Checks {
    /// `CHECK`
    #[serde(rename = "c")]
    Check,
    /// `FOREIGN KEY`
    #[serde(rename = "f")]
    ForeignKey,
    /// `NOT NULL`, which is a constraint of its own from PostgreSQL 18 on.
    #[serde(rename = "n")]
    NotNull,
    /// `PRIMARY KEY`
    #[serde(rename = "p")]
    PrimaryKey,
    /// `UNIQUE`
    #[serde(rename = "u")]
    Unique,
    /// `EXCLUDE`
    #[serde(rename = "x")]
    Exclusion,
    /// A constraint trigger.
    #[serde(other)]
    Trigger,
}

/// A column that takes no nulls any more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewNotNull {
    /// The table.
    pub table: Rc<Relation>,
    /// The column.
    pub column: String,
    /// Whether the server read the whole table for it; it need not where a valid `CHECK (… IS NOT NULL)` proves it.
    pub scans: bool,
}

impl Trace {
    /// The strongest lock that is held on a relation while statement `index` runs.
    pub fn strongest(&self, index: usize, relation: &Relation) -> Option<LockMode> {
        let own = self.statements.get(index).into_iter().flat_map(|traced| &traced.locks);
        let held = self.held_before(index).map(|(_, lock)| lock);
        own.chain(held).filter(|lock| lock.relation.oid == relation.oid).map(|lock| lock.mode).max()
    }

    /// The locks that the transaction of statement `index` holds when that statement begins, with the index of the
    /// statement that took each.
    pub fn held_before(&self, index: usize) -> impl Iterator<Item = (usize, &Lock)> {
        let transaction = self.statements.get(index).and_then(|traced| traced.transaction);
        self.statements[..index.min(self.statements.len())]
            .iter()
            .enumerate()
            .filter(move |(_, earlier)| transaction.is_some() && earlier.transaction == transaction)
            .flat_map(|(at, earlier)| earlier.locks.iter().map(move |lock| (at, lock)))
    }
}
