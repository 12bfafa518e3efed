//! Tables, indexes and what else has rows or files.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A table, index, view or sequence, as it was called when a statement touched it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Relation {
    /// Its number in the database, which no other relation has had.
    pub oid: u32,
    /// The schema that it is in.
    pub schema: String,
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: RelationKind,
    /// Whether it was there before what is judged (see [`Tracer::baseline`](crate::Tracer::baseline)). What was not
    /// holds no rows that anybody needs in the meantime.
    pub existed: bool,
}

/// What a relation is (PostgreSQL manual, "pg_class", `relkind`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all(serialize = "snake_case"))]
pub enum RelationKind {
    /// A table.
    #[serde(rename(deserialize = "r"))]
    Table,
    /// A partitioned table, which holds no rows itself.
    #[serde(rename(deserialize = "p"))]
    PartitionedTable,
    /// A materialized view.
    #[serde(rename(deserialize = "m"))]
    MaterializedView,
    /// A view.
    #[serde(rename(deserialize = "v"))]
    View,
    /// A foreign table.
    #[serde(rename(deserialize = "f"))]
    ForeignTable,
    /// An index.
    #[serde(rename(deserialize = "i"))]
    Index,
    /// An index of a partitioned table.
    #[serde(rename(deserialize = "I"))]
    PartitionedIndex,
    /// A sequence.
    #[serde(rename(deserialize = "S"))]
    Sequence,
    /// Where a table keeps its long values; a composite type.
    #[serde(other)]
    Other,
}

impl RelationKind {
    /// Whether it holds rows of its own that the application reads.
    pub fn has_rows(self) -> bool {
        matches!(self, Self::Table | Self::MaterializedView)
    }

    /// Whether it is a table in the widest sense: queries name it.
    pub fn is_queried(self) -> bool {
        matches!(
            self,
            Self::Table | Self::PartitionedTable | Self::MaterializedView | Self::View | Self::ForeignTable
        )
    }

    /// Whether it is an index.
    pub fn is_index(self) -> bool {
        matches!(self, Self::Index | Self::PartitionedIndex)
    }
}

impl fmt::Display for Relation {
    /// `users`, `app.users`: the schema is left out where everybody has it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.schema.as_str() {
            "public" => {}
            // Each session has a schema of its own for what is temporary.
            own if own.starts_with("pg_temp_") => f.write_str("pg_temp.")?,
            schema => write!(f, "{schema}.")?,
        }
        f.write_str(&self.name)
    }
}
