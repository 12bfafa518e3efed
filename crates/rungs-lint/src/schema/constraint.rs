//! Constraints.

use serde::Deserialize;

/// A constraint of a table.
#[derive(Debug, Clone, Deserialize)]
pub struct Constraint {
    /// The table.
    pub table: u32,
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: ConstraintKind,
    /// The columns that it is on.
    #[serde(default)]
    pub columns: Vec<i16>,
    /// The table that a foreign key points to.
    pub references: Option<u32>,
    /// The numbers of the columns that it points to, in the order of its own.
    #[serde(default)]
    pub referenced: Vec<i16>,
    /// What a foreign key does when the row that it points to is deleted (manual, "pg_constraint", `confdeltype`): `a` for
    /// nothing, said or not.
    pub on_delete: Option<char>,
    /// The index that serves it, or that it relies on.
    pub index: Option<u32>,
}

/// The kinds of constraints.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum ConstraintKind {
    /// `CHECK`
    #[serde(rename = "c")]
    Check,
    /// `FOREIGN KEY`
    #[serde(rename = "f")]
    ForeignKey,
    /// `PRIMARY KEY`
    #[serde(rename = "p")]
    PrimaryKey,
    /// `UNIQUE`
    #[serde(rename = "u")]
    Unique,
    /// Exclusion constraints, and whatever comes in later versions.
    #[serde(other)]
    Other,
}
