//! What is sent: a statement, its parameters, and where in the user's source it came from.

use std::fmt;
use std::path::PathBuf;

/// A place in the user's own source (a TypeScript migration, a SQL file). Line and column count from 1.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Origin {
    /// The file as the user knows it, before any compilation.
    pub file: PathBuf,
    /// Line, counted from 1.
    pub line: u32,
    /// Column, counted from 1.
    pub column: u32,
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.file.display(), self.line, self.column)
    }
}

/// One parameter of a statement. Types are never declared: the server infers them, as with Node's `pg`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Param {
    /// SQL `NULL`.
    Null,
    /// A value in the text format of its type.
    Text(String),
    /// A value in the binary format, as `pg` sends a `Buffer`; meant for `bytea`.
    Bytes(Vec<u8>),
}

/// SQL with its parameters, and the place that asked for it.
///
/// Placeholders are PostgreSQL's own (`$1`, `$2`, …). Without parameters the text may hold several
/// statements, which the server runs as one (PostgreSQL manual, "Multiple Statements in a Simple Query").
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Statement {
    /// The text, placeholders already numbered.
    pub sql: String,
    /// One value a placeholder, in order.
    pub params: Vec<Param>,
    /// Where it came from, if it came from a user's file.
    pub origin: Option<Origin>,
}

impl Statement {
    /// A statement without parameters and without an origin.
    pub fn new(sql: impl Into<String>) -> Statement {
        Statement { sql: sql.into(), params: Vec::new(), origin: None }
    }

    /// The same statement with these parameters.
    pub fn with_params(mut self, params: impl IntoIterator<Item = Param>) -> Statement {
        self.params = params.into_iter().collect();
        self
    }

    /// The same statement, said to come from `origin`.
    pub fn with_origin(mut self, origin: Origin) -> Statement {
        self.origin = Some(origin);
        self
    }
}
