//! Indexes.

use serde::Deserialize;

/// An index.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Index {
    /// Its number.
    pub oid: u32,
    /// The relation that it is on.
    pub table: u32,
    /// Its name.
    pub name: String,
    /// `btree`, `gin` …
    pub method: String,
    /// Whether it keeps values unique.
    pub is_unique: bool,
    /// Whether it is that of the primary key.
    pub is_primary: bool,
    /// Whether queries use it.
    pub is_valid: bool,
    /// Whether a constraint made it.
    pub is_of_constraint: bool,
    /// Whether it is the part of a partitioned table's index that a partition has.
    pub is_part: bool,
    /// Whether nulls count as equal.
    pub nulls_not_distinct: bool,
    /// How many of the columns are keys; the others are only included.
    pub keys: usize,
    /// The numbers of its columns, 0 for an expression.
    pub columns: Vec<i16>,
    /// What tells each key apart besides its column: expression, operator class, collation, order.
    pub forms: Vec<String>,
    /// Its condition, as SQL.
    pub predicate: Option<String>,
    /// All columns that it depends on, those in expressions and in the condition too.
    pub depends_on: Vec<i16>,
}

impl Index {
    /// The columns that are keys.
    pub fn key_columns(&self) -> &[i16] {
        &self.columns[..self.keys.min(self.columns.len())]
    }

    /// Whether its first keys are these columns, in any order.
    pub fn is_led_by(&self, columns: &[i16]) -> bool {
        let keys = self.key_columns();
        keys.len() >= columns.len() && keys[..columns.len()].iter().all(|column| columns.contains(column))
    }
}
