use std::env;

use rungs_postgres::ConnectConfig;
use rungs_postgres::server::ServerChoice;

use super::Place;
use super::place::DATABASE_VARIABLES;
use crate::arguments::GlobalOptions;
use crate::diagnostics::Trouble;

/// Names by which Knex 3.3.0 knows PostgreSQL.
const CLIENTS: &[&str] = &["pg", "postgres", "postgresql", "pg-native", "pgnative"];

/// The database that a project works on.
#[derive(Debug, Clone)]
pub(super) enum Database {
    /// A server that runs already.
    Running(Box<ConnectConfig>),
    /// A server that Rungs keeps for the project; `asked` is false where nothing configures a database.
    Own { choice: ServerChoice, asked: bool },
}

impl Default for Database {
    fn default() -> Self {
        Self::Own { choice: ServerChoice::default(), asked: false }
    }
}

impl Database {
    /// The first that is given of: `--server`, `--connection`, `RUNGS_SERVER`, `rungs.toml`, the knexfile,
    /// `DATABASE_URL`, libpq's variables. If none is, the project's embedded server.
    pub(super) fn choose(
        options: &GlobalOptions,
        place: &Place,
        client: Option<&str>,
        connection: Option<ConnectConfig>,
    ) -> Result<Self, Trouble> {
        if let Some(choice) = options.server.as_deref() {
            return Self::of_choice(choice.parse()?);
        }
        refuse_other_clients(options.client.as_deref().or(client))?;
        if let Some(url) = options.connection.as_deref() {
            return Self::of_url(url);
        }
        if let Some(choice) = server_choice(options, place)? {
            return Self::of_choice(choice);
        }
        if let Some(config) = connection {
            return Ok(Self::Running(Box::new(config)));
        }
        if let Some(url) = variable("DATABASE_URL") {
            return Self::of_url(&url);
        }
        if DATABASE_VARIABLES.iter().any(|name| variable(name).is_some()) {
            return Ok(Self::Running(Box::new(ConnectConfig::from_env()?)));
        }
        Ok(Self::default())
    }

    fn of_choice(choice: ServerChoice) -> Result<Self, Trouble> {
        match choice {
            ServerChoice::Url(url) => Self::of_url(&url),
            choice => Ok(Self::Own { choice, asked: true }),
        }
    }

    fn of_url(url: &str) -> Result<Self, Trouble> {
        Ok(Self::Running(Box::new(ConnectConfig::from_url(url)?)))
    }
}

/// The server that was asked for by `--server`, `RUNGS_SERVER` or `rungs.toml`.
///
/// # Errors
/// When what they say names no server.
pub fn server_choice(options: &GlobalOptions, place: &Place) -> Result<Option<ServerChoice>, Trouble> {
    let named = options
        .server
        .clone()
        .or_else(|| variable("RUNGS_SERVER"))
        .or_else(|| place.rungs_toml.server.clone());
    Ok(named.map(|named| named.parse()).transpose()?)
}

fn refuse_other_clients(client: Option<&str>) -> Result<(), Trouble> {
    match client {
        Some(client) if !CLIENTS.contains(&client) => Err(Trouble::Refused {
            headline: format!("Error: Rungs speaks PostgreSQL, but the client configured is \"{client}\""),
            advice: Some(
                "Use client \"pg\" in the knexfile, another environment (--env), or name a PostgreSQL server with \
                 --server."
                    .to_owned(),
            ),
        }),
        _ => Ok(()),
    }
}

fn variable(name: &str) -> Option<String> {
    env::var(name).ok().filter(|value| !value.is_empty())
}
