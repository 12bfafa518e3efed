//! Everything that can go wrong between a configuration and a result.

use std::fmt;
use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use crate::server_error::ServerError;
use crate::statement::Statement;

/// An error of this crate. Messages name the server (`host:port` or the socket's path) and say what to do;
/// none of them ever holds a password.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A connection URL or string that cannot be read. The text itself is not repeated: it may hold a password.
    #[error("the connection string is not valid: {reason}")]
    InvalidUrl {
        /// What is wrong with it.
        reason: String,
    },

    /// A setting (URL parameter, environment variable) whose value cannot be used.
    #[error("the connection setting {keyword} is not valid: {reason}")]
    InvalidSetting {
        /// libpq's keyword for it, such as `sslmode`.
        keyword: String,
        /// What is wrong with it.
        reason: String,
    },

    /// A file that the configuration names and that cannot be used.
    #[error("cannot use {what} \"{}\": {reason}", path.display())]
    File {
        /// What the file is for.
        what: &'static str,
        /// Its path.
        path: PathBuf,
        /// Why it cannot be used.
        reason: String,
    },

    /// The host's name has no address.
    #[error("cannot find the host \"{host}\": {source}; check the host name in the connection settings")]
    UnknownHost {
        /// The name looked up.
        host: String,
        /// What the resolver said.
        source: io::Error,
    },

    /// Nobody listens there.
    #[error("cannot connect to {peer}: {source}; is a PostgreSQL server running there?")]
    Refused {
        /// The server.
        peer: String,
        /// The address that was tried, where the host has only one.
        address: Option<SocketAddr>,
        /// What the operating system said.
        source: io::Error,
    },

    /// The server could not be reached in time.
    #[error("no answer from {peer} within {} s; check host, port and firewall", after.as_secs_f32())]
    ConnectTimeout {
        /// The server.
        peer: String,
        /// How long was waited.
        after: Duration,
    },

    /// Something listens there that does not speak PostgreSQL's protocol.
    #[error("{peer} does not answer as a PostgreSQL server does ({detail}); check host and port")]
    NotPostgres {
        /// The server.
        peer: String,
        /// What it sent instead.
        detail: String,
    },

    /// TLS was asked for, and the server has none.
    #[error("{peer} does not offer TLS, but {wanted} asks for it")]
    TlsNotOffered {
        /// The server.
        peer: String,
        /// The setting that asks for it.
        wanted: String,
    },

    /// The TLS handshake failed, or the certificate is not the one expected.
    #[error("the TLS connection to {peer} failed: {reason}")]
    Tls {
        /// The server.
        peer: String,
        /// Why.
        reason: String,
    },

    /// The server asks for a password, and none is known.
    #[error(
        "{peer} asks for a password of user \"{user}\" and none was given; \
         set it in the connection settings, in PGPASSWORD or in ~/.pgpass"
    )]
    PasswordNeeded {
        /// The server.
        peer: String,
        /// The user.
        user: String,
        /// Whether it asks by SCRAM, and not for the password itself or its MD5 hash.
        scram: bool,
    },

    /// The server rejected the user: wrong password, or a rule in `pg_hba.conf` (or none).
    #[error("{peer} rejects user \"{user}\": {error}{}", hint(error))]
    Rejected {
        /// The server.
        peer: String,
        /// The user.
        user: String,
        /// What the server said: SQLSTATE 28P01 or 28000.
        error: Box<ServerError>,
    },

    /// The server asks for a way to authenticate that this client does not have (GSSAPI, SSPI …), or that
    /// the settings forbid.
    #[error("{peer} wants to authenticate by {method}, which cannot be used: {reason}")]
    Authentication {
        /// The server.
        peer: String,
        /// The method.
        method: &'static str,
        /// Why it cannot be used.
        reason: String,
    },

    /// The server answered and did not let the session begin: no such database, too many connections,
    /// starting up.
    #[error("{peer} does not accept the connection: {error}{}", hint(error))]
    Startup {
        /// The server.
        peer: String,
        /// What the server said.
        error: Box<ServerError>,
    },

    /// The server does not have the role or state that `target_session_attrs` asks for.
    #[error("{peer} is not {wanted}, which target_session_attrs asks for")]
    WrongServer {
        /// The server.
        peer: String,
        /// What was wanted.
        wanted: &'static str,
    },

    /// Several servers were given, and none of them could be used.
    #[error("none of the {} servers can be used: {}", attempts.len(), each(attempts))]
    NoServer {
        /// One error a server, in the order in which they were tried.
        attempts: Vec<Error>,
    },

    /// A statement failed.
    #[error("{error}")]
    Server {
        /// What the server said.
        error: Box<ServerError>,
        /// The statement that failed.
        statement: Box<Statement>,
        /// Its position (from 0) among those given to `execute_all`; `None` for a deferred one.
        index: Option<usize>,
    },

    /// The connection ended while it was needed.
    #[error("the connection to {peer} was lost{}: {reason}", during(statement))]
    ConnectionLost {
        /// The server.
        peer: String,
        /// What the operating system or the server said.
        reason: String,
        /// The server's own last words, if it had time for them.
        error: Option<Box<ServerError>>,
        /// The statement that was running; whether it took effect is not known.
        statement: Option<Box<Statement>>,
        /// Its position (from 0) among those given to `execute_all`; `None` for a deferred one.
        index: Option<usize>,
    },

    /// A session was used after it was closed.
    #[error("the connection to {peer} is closed")]
    Closed {
        /// The server.
        peer: String,
    },

    /// All sessions of a pool were in use for too long.
    #[error(
        "all connections of the pool were in use for {} s: does a migration wait for a connection while it holds one, \
         or is a transaction never ended?",
        after.as_secs()
    )]
    PoolTimeout {
        /// How long was waited.
        after: Duration,
        /// How many sessions the pool may have.
        max: usize,
    },
    /// A statement that the protocol cannot carry.
    #[error("the statement cannot be sent: {reason}")]
    Unsendable {
        /// Why.
        reason: String,
        /// The statement.
        statement: Box<Statement>,
        /// Its position (from 0) among those given to `execute_all`; `None` for a deferred one.
        index: Option<usize>,
    },

    /// The server sent something that the protocol does not allow here. The session is closed.
    #[error("{peer} broke the protocol ({detail}); the connection was closed")]
    Protocol {
        /// The server.
        peer: String,
        /// What was sent.
        detail: String,
    },
}

impl Error {
    /// What the server said, if it is the server that reports this error.
    pub fn server_error(&self) -> Option<&ServerError> {
        match self {
            Error::Server { error, .. } | Error::Rejected { error, .. } | Error::Startup { error, .. } => {
                Some(error)
            }
            Error::ConnectionLost { error, .. } => error.as_deref(),
            _ => None,
        }
    }

    /// The SQLSTATE, if it is the server that reports this error.
    pub fn sqlstate(&self) -> Option<&str> {
        self.server_error().map(|error| error.code.as_str())
    }

    /// The statement concerned.
    pub fn statement(&self) -> Option<&Statement> {
        match self {
            Error::Server { statement, .. } | Error::Unsendable { statement, .. } => Some(statement),
            Error::ConnectionLost { statement, .. } => statement.as_deref(),
            _ => None,
        }
    }

    /// The position (from 0) of the statement concerned among those given to
    /// [`execute_all`](crate::Session::execute_all); `None` when it was a deferred one.
    pub fn index(&self) -> Option<usize> {
        match self {
            Error::Server { index, .. }
            | Error::Unsendable { index, .. }
            | Error::ConnectionLost { index, .. } => *index,
            _ => None,
        }
    }
}

fn hint(error: &ServerError) -> String {
    let more = [&error.detail, &error.hint];
    more.into_iter().flatten().map(|text| format!("; {text}")).collect()
}

fn during(statement: &Option<Box<Statement>>) -> &'static str {
    if statement.is_some() { " while a statement was running" } else { "" }
}

fn each(attempts: &[Error]) -> impl fmt::Display + use<> {
    attempts.iter().map(Error::to_string).collect::<Vec<_>>().join("; ")
}
