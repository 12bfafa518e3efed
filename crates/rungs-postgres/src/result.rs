//! What comes back: one result a statement, as Node's `pg` would see it.

use fallible_iterator::FallibleIterator;
use postgres_protocol::message::backend::RowDescriptionBody;
use std::io;

use crate::row::Row;

/// A column of a result (PostgreSQL manual, "Message Formats", RowDescription).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// The column's name in the result.
    pub name: String,
    /// OID of the table it comes from, 0 when it does not come from one.
    pub table_oid: u32,
    /// Number of the column in that table, 0 when it does not come from one.
    pub column_id: i16,
    /// OID of its type.
    pub type_oid: u32,
    /// Size of its type in bytes, negative when it varies.
    pub type_size: i16,
    /// The type's modifier, -1 when it has none.
    pub type_modifier: i32,
    /// Whether the values are in the binary format: only when read from a `BINARY CURSOR`.
    pub binary: bool,
}

/// The result of one statement.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct QueryResult {
    /// The columns; empty for a statement that returns no rows.
    pub fields: Vec<Field>,
    /// The rows.
    pub rows: Vec<Row>,
    /// First word of the command tag, as `pg` reads it: `SELECT`, `INSERT`, `CREATE`. `None` for an empty
    /// statement.
    pub command: Option<String>,
    /// Rows selected or changed; `None` for commands that do not count.
    pub row_count: Option<u64>,
    /// OID of the row inserted; 0 on every server that is not ancient. Only for `INSERT`.
    pub oid: Option<u32>,
}

impl QueryResult {
    /// The position of the column called `name`.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.fields.iter().position(|field| field.name == name)
    }

    /// The text in the first column of the first row; `None` when there is none or it is NULL.
    pub fn scalar(&self) -> Option<&str> {
        self.rows.first()?.get(0)
    }

    /// Reads a command tag: a word, then for `INSERT` an OID, then for commands that count a number.
    pub(crate) fn read_command_tag(&mut self, tag: &str) {
        let mut words = tag.split(' ');
        self.command = words.next().filter(|word| !word.is_empty()).map(str::to_owned);
        let first = words.next().and_then(|word| word.parse::<u64>().ok());
        let second = words.next().and_then(|word| word.parse::<u64>().ok());
        match (first, second) {
            (Some(oid), Some(count)) => {
                self.oid = u32::try_from(oid).ok();
                self.row_count = Some(count);
            }
            (count, _) => self.row_count = count,
        }
    }
}

pub(crate) fn read_fields(body: &RowDescriptionBody) -> io::Result<Vec<Field>> {
    body.fields()
        .map(|field| {
            Ok(Field {
                name: field.name().to_owned(),
                table_oid: field.table_oid(),
                column_id: field.column_id(),
                type_oid: field.type_oid(),
                type_size: field.type_size(),
                type_modifier: field.type_modifier(),
                binary: field.format() == 1,
            })
        })
        .collect()
}
