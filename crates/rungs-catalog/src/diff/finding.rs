//! What a difference consists of.

use serde::{Deserialize, Serialize};

use crate::object::Object;

/// How the database after a way back differs from the one before.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    /// What is not as it was, in the order of the objects' kinds and names.
    pub findings: Vec<Finding>,
    /// What is not as it was either, but cannot be had back in PostgreSQL or makes no difference to a program.
    pub remarks: Vec<Remark>,
}

impl Difference {
    /// Whether nothing differs. Remarks do not count.
    pub fn is_empty(&self) -> bool {
        self.findings.is_empty()
    }
}

/// One thing that differs. Its `Display` is the sentence's predicate: "leaves index `users_email_index`".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// What happened to the object.
    pub change: Change,
    /// The object.
    pub object: Object,
}

/// What happened to an object.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// It was not there before and is there after.
    Leaves,
    /// It was there before and is not there after.
    Forgets,
    /// It is there, but other than it was.
    Alters {
        /// What of it: `type`, `default`, `comment`, `definition` …
        attribute: String,
        /// Its value before, if it had one; empty where only its presence counts.
        before: Option<String>,
        /// Its value after.
        after: Option<String>,
    },
}

/// What is worth a remark. Its `Display` reads like a finding's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Remark {
    /// A table's columns stand in another order: what is added again stands last.
    ColumnOrder {
        /// The table.
        table: Object,
        /// The columns that both have, in the order before.
        before: Vec<String>,
        /// The same columns in the order after.
        after: Vec<String>,
    },
    /// Something about an object that no program notices, or that has no way back.
    Alters(Finding),
}
