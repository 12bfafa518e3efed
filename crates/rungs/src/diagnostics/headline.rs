//! What Knex 3.3.0 says about a trouble.

use rungs_postgres::Error as DatabaseError;
use rungs_run::{Error, FrontEndError};

use super::Trouble;
use super::facts::Facts;
use super::redact::redact;

/// What Knex stumbles over when a migration of the last batch has no file.
const FILE_GONE: &str = "Cannot read properties of undefined (reading 'file')";

/// The first line that Knex writes to standard error.
pub fn knex_headline(trouble: &Trouble) -> String {
    let line = match trouble {
        Trouble::Refused { headline, .. } => headline.clone(),
        // Knex says nothing: Node has ended.
        _ if trouble.exit_code().is_some() => {
            Facts::of(trouble).front_end.map(ToString::to_string).unwrap_or_default()
        }
        Trouble::NoStubFolder { .. } => trouble.to_string(),
        Trouble::Database(error) => connecting(error),
        Trouble::Session(error) => named(error, trouble),
        Trouble::Run(failure)
            if matches!(failure.error, Error::Locked { .. } | Error::LockTimeout { .. }) =>
        {
            "MigrationLocked: Migration table is already locked".to_owned()
        }
        Trouble::Knexfile { error, .. } => {
            let kind = error.kind().unwrap_or("Error");
            format!("Failed to read config from knexfile\n{kind}: {error}")
        }
        Trouble::Run(failure) => match &failure.error {
            // Node shows the place of a syntax error before it names the error.
            Error::FrontEnd(error) if error.kind() == Some("SyntaxError") && error.origin().is_some() => {
                let place = error.origin().map(|origin| format!("{}:{}", origin.file.display(), origin.line));
                format!("{}\nSyntaxError: {error}", place.unwrap_or_default())
            }
            Error::FrontEnd(error) => named(error, trouble),
            Error::Database(error) => of_database(error),
            Error::FileGone { .. } => format!("TypeError: {FILE_GONE}"),
            error => format!("Error: {error}"),
        },
        _ => format!("Error: {trouble}"),
    };
    redact(&line)
}

/// The lines that Knex's logger writes when a batch or a connection fails.
pub fn knex_warnings(trouble: &Trouble) -> Vec<String> {
    let failure = match trouble {
        Trouble::Run(failure) => failure,
        Trouble::Database(error) => {
            return vec![acquiring(&connecting(error))];
        }
        Trouble::Session(error) => {
            return vec![acquiring(&named(error, trouble))];
        }
        _ => return Vec::new(),
    };
    // Node ends at once.
    if trouble.exit_code().is_some() {
        return Vec::new();
    }
    let lines = match &failure.error {
        Error::Locked { .. } | Error::LockTimeout { .. } => vec![
            "Can't take lock to run migrations: Migration table is already locked".to_owned(),
            "If you are sure migrations are not running you can release the lock manually by running 'knex \
             migrate:unlock'"
                .to_owned(),
        ],
        Error::FileGone { .. } => vec![format!("migration failed with error: {FILE_GONE}")],
        error => {
            let message = match error {
                Error::Database(error) => of_database(error).trim_start_matches("error: ").to_owned(),
                error => error.to_string(),
            };
            let message = format!("migration failed with error: {message}");
            match &failure.journal.failed {
                Some(failed) => vec![format!("migration file \"{}\" failed", failed.name), message],
                None if error.to_string().starts_with("Invalid migration:") => vec![message],
                None => Vec::new(),
            }
        }
    };
    lines.iter().map(|line| redact(line)).collect()
}

/// Knex's warning of a connection that could not be made. The stack behind Knex's first line is of no use.
fn acquiring(error: &str) -> String {
    redact(&format!("Acquire connection error: {}", error.lines().next().unwrap_or_default()))
}

/// What user's code threw, as Node shows it.
fn named(error: &FrontEndError, trouble: &Trouble) -> String {
    // Node's `pg` names the server's errors `error`.
    let by_server = Facts::of(trouble).server_error().map(|_| "error");
    format!("{}: {error}", error.kind().or(by_server).unwrap_or("Error"))
}

/// A failure to connect, as Node and `pg` name it.
fn connecting(error: &DatabaseError) -> String {
    match error {
        DatabaseError::Refused { peer, address, source }
            if source.kind() == std::io::ErrorKind::ConnectionRefused =>
        {
            // Node tells the address, an IPv6 one without brackets.
            let told = address.map(|address| format!("{}:{}", address.ip(), address.port()));
            format!("Error: connect ECONNREFUSED {}", told.unwrap_or_else(|| peer.clone()))
        }
        DatabaseError::UnknownHost { host, .. } => {
            format!("Error: getaddrinfo ENOTFOUND {host}\n{error}")
        }
        DatabaseError::TlsNotOffered { .. } => {
            format!("Error: The server does not support SSL connections\n{error}")
        }
        DatabaseError::PasswordNeeded { scram, .. } => {
            let told = if *scram {
                "Error: SASL: SCRAM-SERVER-FIRST-MESSAGE: client password must be a string"
            } else {
                "error: empty password returned by client"
            };
            format!("{told}\n{error}")
        }
        error => of_database(error),
    }
}

/// An error of the database client: the server's as `pg` names them, after the statement as Knex puts it.
fn of_database(error: &DatabaseError) -> String {
    match (error.server_error(), error.statement()) {
        (Some(server), Some(statement)) => format!("error: {} - {}", statement.sql, server.message),
        (Some(server), None) => format!("error: {}", server.message),
        (None, _) => format!("Error: {error}"),
    }
}
