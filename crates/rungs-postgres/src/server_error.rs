//! What the server says when it reports an error or a notice.

use fallible_iterator::FallibleIterator;
use postgres_protocol::message::backend::ErrorFields;
use std::fmt;
use std::io;

/// An error or notice as the server reports it (PostgreSQL manual, "Error and Notice Message Fields").
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ServerError {
    /// `ERROR`, `FATAL`, `WARNING`, `NOTICE` …, never translated.
    pub severity: String,
    /// The SQLSTATE, five characters (PostgreSQL manual, "PostgreSQL Error Codes").
    pub code: String,
    /// The primary message, one line.
    pub message: String,
    /// More about the problem.
    pub detail: Option<String>,
    /// What to do about it.
    pub hint: Option<String>,
    /// Where in the statement: counted in characters (not bytes) from 1.
    pub position: Option<u32>,
    /// Like `position`, but in [`internal_query`](Self::internal_query).
    pub internal_position: Option<u32>,
    /// The text of a command that the server made itself, in a function for instance.
    pub internal_query: Option<String>,
    /// The call stack of functions in the server.
    pub where_: Option<String>,
    /// Schema of the object concerned.
    pub schema: Option<String>,
    /// Table concerned.
    pub table: Option<String>,
    /// Column concerned.
    pub column: Option<String>,
    /// Data type concerned.
    pub datatype: Option<String>,
    /// Constraint concerned.
    pub constraint: Option<String>,
    /// File of the server's source that reported it.
    pub file: Option<String>,
    /// Line in that file.
    pub line: Option<u32>,
    /// Function in that file.
    pub routine: Option<String>,
    /// Bytes of the message that told it, as the protocol counts them: all but the first, which says what it is
    /// (PostgreSQL manual, "Message Formats").
    pub length: u32,
}

/// The bytes of a message's length, and the zero behind its last field.
const FRAME: usize = 4 + 1;
/// The byte before a field that says which it is, and the zero behind it.
const FIELD: usize = 1 + 1;

/// A notice: not an error, sent at any time. The fields are those of an error.
pub type Notice = ServerError;

impl ServerError {
    pub(crate) fn from_fields(mut fields: ErrorFields<'_>) -> io::Result<ServerError> {
        let mut error = ServerError::default();
        let mut translated = String::new();
        let mut length = FRAME;
        while let Some(field) = fields.next()? {
            length += FIELD + field.value_bytes().len();
            let text = || String::from_utf8_lossy(field.value_bytes()).into_owned();
            match field.type_() {
                b'S' => translated = text(),
                b'V' => error.severity = text(),
                b'C' => error.code = text(),
                b'M' => error.message = text(),
                b'D' => error.detail = Some(text()),
                b'H' => error.hint = Some(text()),
                b'P' => error.position = text().parse().ok(),
                b'p' => error.internal_position = text().parse().ok(),
                b'q' => error.internal_query = Some(text()),
                b'W' => error.where_ = Some(text()),
                b's' => error.schema = Some(text()),
                b't' => error.table = Some(text()),
                b'c' => error.column = Some(text()),
                b'd' => error.datatype = Some(text()),
                b'n' => error.constraint = Some(text()),
                b'F' => error.file = Some(text()),
                b'L' => error.line = text().parse().ok(),
                b'R' => error.routine = Some(text()),
                _ => {} // The manual tells clients to ignore fields they do not know.
            }
        }
        error.length = u32::try_from(length).unwrap_or(u32::MAX);
        if error.severity.is_empty() {
            error.severity = translated; // Proxies that are not PostgreSQL itself may leave `V` out.
        }
        Ok(error)
    }

    /// Whether the server ends the connection after it.
    pub fn ends_connection(&self) -> bool {
        matches!(self.severity.as_str(), "FATAL" | "PANIC")
    }
}

impl fmt::Display for ServerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        if !self.code.is_empty() {
            write!(f, " ({})", self.code)?;
        }
        Ok(())
    }
}

impl std::error::Error for ServerError {}
