use std::env;

use rungs_postgres::ConnectConfig;
use rungs_postgres::server::ServerChoice;

use super::Place;
use super::front_end::FrontEnd;
use crate::arguments::{GlobalOptions, Persona};
use crate::commands::Context;
use crate::diagnostics::Trouble;

/// Variables that libpq and Node's `pg` connect by: one of them configures a database.
const DATABASE_VARIABLES: &[&str] = &["PGHOST", "PGHOSTADDR", "PGPORT", "PGDATABASE", "PGUSER", "PGSERVICE"];

/// Names by which Knex 3.3.0 knows PostgreSQL.
const CLIENTS: &[&str] = &["pg", "postgres", "postgresql", "pg-native", "pgnative"];

/// Names by which Knex 3.3.0 knows other databases.
const OTHER_CLIENTS: &[&str] = &[
    "better-sqlite3",
    "cockroachdb",
    "mssql",
    "mysql",
    "mysql2",
    "oracledb",
    "redshift",
    "sqlite",
    "sqlite3",
];

/// What the knexfile says about the database.
pub(super) struct Configured {
    pub(super) client: Option<String>,
    pub(super) has_connection: bool,
    /// The environments that it has, whichever was asked for.
    pub(super) environments: Vec<String>,
    /// What it exports instead of a configuration.
    pub(super) exported: Option<String>,
}

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
    ///
    /// # Errors
    /// When what is given cannot be understood, or names another kind of database.
    pub(super) async fn choose(
        context: &Context,
        place: &Place,
        configured: Configured,
        front_end: &FrontEnd,
    ) -> Result<Self, Trouble> {
        let options = &context.options;
        if let Some(choice) = options.server.as_deref() {
            return Self::of_choice(choice.parse()?);
        }
        match options.client.as_ref().or(configured.client.as_ref()) {
            Some(client) => refuse_other_client(client)?,
            None if context.persona == Persona::Knex && place.knexfile.is_some() => {
                return Err(Trouble::refused_with(
                    "Error: knex: Required configuration option 'client' is missing.",
                    match configured.exported {
                        Some(what) => format!("The knexfile exports {what}, not a configuration."),
                        None => {
                            "Is it the environment that was meant (--env, NODE_ENV)? Otherwise say `client: \
                                 \"pg\"`."
                                .to_owned()
                        }
                    },
                ));
            }
            None if let Some(what) = configured.exported => {
                return Err(Trouble::refused(format!("The knexfile exports {what}, not a configuration")));
            }
            None => {}
        }
        if let Some(url) = options.connection.as_deref() {
            return Self::of_url(url);
        }
        if let Some(choice) = server_choice(options, place)? {
            return Self::of_choice(choice);
        }
        if configured.has_connection
            && let Some(config) = front_end.connection().await?
        {
            return Ok(Self::Running(Box::new(config)));
        }
        if configured.client.is_none() && !configured.environments.is_empty() {
            // Falling back on another database than the one that was meant would be the worst of all answers.
            return Err(no_environment(&options.environment(), &configured.environments));
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
        Ok(Self::Running(Box::new(ConnectConfig::from_node_url(url)?)))
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

fn refuse_other_client(client: &str) -> Result<(), Trouble> {
    if CLIENTS.contains(&client) {
        return Ok(());
    }
    let headline = if OTHER_CLIENTS.contains(&client) {
        format!("Error: Rungs speaks PostgreSQL, but the client configured is \"{client}\"")
    } else {
        format!(
            "Error: knex: Unknown configuration option 'client' value {client}. Note that it is case-sensitive, check \
             documentation for supported values."
        )
    };
    let advice = "Use client \"pg\" in the knexfile, another environment (--env), or name a PostgreSQL server with --server.";
    Err(Trouble::refused_with(headline, advice))
}

fn no_environment(asked: &str, there: &[String]) -> Trouble {
    Trouble::refused_with(
        format!("Error: the knexfile has no environment \"{asked}\""),
        format!("It has {}. Choose with --env or NODE_ENV.", there.join(", ")),
    )
}

fn variable(name: &str) -> Option<String> {
    env::var(name).ok().filter(|value| !value.is_empty())
}
