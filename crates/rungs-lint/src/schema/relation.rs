//! Tables and what is used like them.

use serde::Deserialize;

/// A table, view, materialized view or foreign table.
#[derive(Debug, Clone, Deserialize)]
pub struct Relation {
    /// Its number.
    pub oid: u32,
    /// Its schema.
    pub schema: String,
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: RelationKind,
    /// Whether it is a partition of another table.
    pub is_partition: bool,
    /// The table that it is a partition of.
    pub parent: Option<u32>,
    /// Its columns in their order.
    pub columns: Vec<Column>,
}

/// What a relation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum RelationKind {
    /// A table that holds rows.
    #[serde(rename = "r")]
    Table,
    /// A table whose partitions hold rows.
    #[serde(rename = "p")]
    Partitioned,
    /// A view.
    #[serde(rename = "v")]
    View,
    /// A materialized view.
    #[serde(rename = "m")]
    MaterializedView,
    /// A table of another server.
    #[serde(rename = "f")]
    ForeignTable,
}

/// A column.
#[derive(Debug, Clone, Deserialize)]
pub struct Column {
    /// Its number in the table.
    pub number: i16,
    /// Its name.
    pub name: String,
    /// Its type as SQL writes it: `character varying(255)`.
    pub data_type: String,
    /// The name of its type in the catalog, a domain's that of what it stands on: `jsonb`.
    pub base_type: String,
    /// Whether it takes no nulls.
    pub not_null: bool,
    /// Its default, as SQL.
    pub default: Option<String>,
    /// Whether its value is computed, or counted by the server.
    pub is_generated: bool,
    /// What its default gave when it was tried; only of columns of primary keys.
    #[serde(skip)]
    pub sample: Option<String>,
}

impl Relation {
    /// Its name as people write it: without the schema `public`.
    pub fn written_name(&self) -> String {
        match self.schema.as_str() {
            "public" => self.name.clone(),
            schema => format!("{schema}.{}", self.name),
        }
    }

    /// Whether it is a table: it has rows of its own, or its partitions have.
    pub fn is_table(&self) -> bool {
        matches!(self.kind, RelationKind::Table | RelationKind::Partitioned)
    }

    /// The column with this number.
    pub fn column(&self, number: i16) -> Option<&Column> {
        self.columns.iter().find(|column| column.number == number)
    }

    /// The names of columns.
    pub fn names(&self, numbers: &[i16]) -> Vec<&str> {
        numbers.iter().filter_map(|number| Some(self.column(*number)?.name.as_str())).collect()
    }
}
