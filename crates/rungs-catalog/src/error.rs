//! What can go wrong when a catalog is read.

use crate::kind::Kind;

/// Why a snapshot cannot be had.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The server refused a query, or the connection was lost.
    #[error("cannot read the database's catalog: {0}")]
    Database(#[from] rungs_postgres::Error),
    /// The server answered with something that is no object of `kind`.
    #[error(
        "cannot read the database's catalog: the server's list of objects of kind {kind:?} has a row with {what}"
    )]
    Row {
        /// What was asked for.
        kind: Kind,
        /// What is wrong with the row.
        what: String,
    },
    /// The server told what was touched in words that nobody understands.
    #[error("cannot read what changed in the database's catalog: the server answered with {0}")]
    Changes(String),
    /// The server is too old for the catalog's queries.
    #[error("cannot read the catalog of PostgreSQL {major}: Rungs works with PostgreSQL 12 and newer")]
    TooOld {
        /// The server's major version.
        major: u32,
    },
}
