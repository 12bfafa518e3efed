//! The answers, as the questions name their parts.

use rungs_postgres::QueryResult;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::fact::Checks;
use crate::{Error, LockMode, RelationKind};

/// All relations.
#[derive(Debug, Deserialize)]
pub(crate) struct Inventory {
    pub newest: u32,
    /// The numbers of all of them, where not all are told.
    pub present: Option<Vec<u32>>,
    pub relations: Option<Vec<Found>>,
    /// Tables with the numbers of their columns that take no nulls.
    pub not_null: Option<Vec<(u32, Option<Vec<i16>>)>>,
    /// Constraints, and whether all rows are held to each.
    pub constraints: Option<Vec<(u32, bool)>>,
}

/// What stood when a transaction began.
#[derive(Debug, Deserialize)]
pub(crate) struct Opening {
    pub newest: u32,
    pub counted: Option<Vec<Counted>>,
}

/// What a relation was used for.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
pub(crate) struct Counted {
    pub oid: u32,
    pub scans: u64,
    pub inserted: u64,
    pub updated: u64,
    pub deleted: u64,
}

/// A relation as it is now.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Found {
    pub oid: u32,
    pub schema: String,
    pub name: String,
    pub kind: RelationKind,
    /// Its file; another one after a rewrite.
    pub file: u32,
    pub space: u32,
    /// How many columns it has ever had.
    pub columns: i16,
    /// The table of an index.
    pub table: Option<u32>,
}

/// What stands after a statement.
#[derive(Debug, Deserialize)]
pub(crate) struct Held {
    /// The transaction's number in the server, which it has once it has written anything.
    pub xid: Option<u64>,
    pub held: Option<Vec<HeldRelation>>,
    pub constraints: Option<Vec<FoundConstraint>>,
    pub not_null: Option<Vec<FoundNotNull>>,
    pub indexes: Option<Vec<FoundIndex>>,
}

/// A relation that the transaction has locked.
#[derive(Debug, Deserialize)]
pub(crate) struct HeldRelation {
    pub modes: Vec<LockMode>,
    /// `None` when it was dropped.
    pub relation: Option<Found>,
    #[serde(flatten)]
    pub counted: Counted,
}

/// A constraint that was added or changed.
#[derive(Debug, Deserialize)]
pub(crate) struct FoundConstraint {
    pub oid: u32,
    pub valid: bool,
    pub name: String,
    pub checks: Checks,
    pub columns: Vec<String>,
    pub table: u32,
    pub references: u32,
    pub definition: String,
}

/// A column that was added or changed.
#[derive(Debug, Deserialize)]
pub(crate) struct FoundNotNull {
    /// Whether it takes no nulls.
    pub holds: bool,
    pub table: u32,
    pub number: i16,
    pub name: String,
}

/// An index.
#[derive(Debug, Deserialize)]
pub(crate) struct FoundIndex {
    pub oid: u32,
    pub table: u32,
    pub name: String,
    pub file: u32,
    pub unique: bool,
    pub columns: Vec<String>,
    pub constraint: Option<Checks>,
    pub definition: String,
}

/// Reads an answer.
///
/// # Errors
/// When it is not what was asked for.
pub(crate) fn read<T: DeserializeOwned>(results: &[QueryResult]) -> Result<T, Error> {
    let text = results.last().and_then(QueryResult::scalar).unwrap_or("null");
    Ok(serde_json::from_str(text)?)
}
