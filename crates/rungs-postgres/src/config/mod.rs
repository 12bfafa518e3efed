//! Where to connect, as whom, and how.

mod endpoint;
mod environment;
mod keepalive;
mod keyword;
mod password_file;
mod service;
mod session_attributes;
mod system_user;
mod tls;
mod url;

pub use endpoint::{Endpoint, Host};
pub use keepalive::Keepalive;
pub(crate) use password_file::password;
pub use session_attributes::SessionAttributes;
pub use tls::{ChannelBinding, Pem, Roots, SslMode, TlsConfig};

use environment::Environment;
use std::fmt;
use std::path::PathBuf;
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
    /// The port of the local server, for when `endpoints` is empty.
    pub local_port: u16,
    /// The role to log in as.
    pub user: Option<String>,
    /// The password, if one is known.
    pub password: Option<Secret>,
    /// The file to look for passwords in, instead of `~/.pgpass`.
    pub passfile: Option<PathBuf>,
    /// The database.
    pub database: Option<String>,
    /// Shown in `pg_stat_activity` and in the server's log.
    pub application_name: Option<String>,
    /// Command-line options for the server's backend, such as `-c search_path=app`.
    pub options: Option<String>,
    /// Further settings for the startup packet, such as `("search_path", "app")`. They cost no round trip.
    pub parameters: Vec<(String, String)>,
    /// Encryption and certificates.
    pub tls: TlsConfig,
    /// Which of several servers will do.
    pub session_attributes: SessionAttributes,
    /// How long to try each server, authentication included. `None` waits for ever.
    pub connect_timeout: Option<Duration>,
    /// How silent connections are kept.
    pub keepalive: Keepalive,
}

impl Default for ConnectConfig {
    fn default() -> ConnectConfig {
        ConnectConfig {
            endpoints: Vec::new(),
            local_port: endpoint::DEFAULT_PORT,
            user: None,
            password: None,
            passfile: None,
            database: None,
            application_name: None,
            options: None,
            parameters: Vec::new(),
            tls: TlsConfig::default(),
            session_attributes: SessionAttributes::Any,
            connect_timeout: Some(DEFAULT_CONNECT_TIMEOUT),
            keepalive: Keepalive::default(),
        }
    }
}

impl ConnectConfig {
    /// Reads a `postgres://` or `postgresql://` URL with libpq's parameters (PostgreSQL manual, "Connection
    /// URIs"). What it leaves out is taken from libpq's environment variables, as libpq and Node's `pg` do.
    ///
    /// # Errors
    /// [`Error::InvalidUrl`] and [`Error::InvalidSetting`], neither repeats the URL; [`Error::File`] for a file
    /// of services.
    pub fn from_url(text: &str) -> Result<ConnectConfig, Error> {
        ConnectConfig::from_settings(url::parse(text)?, &environment::of_process)
    }

    /// Like [`ConnectConfig::from_url`], but for a URL written for Node's `pg`: parameters that are not libpq's
    /// are ignored and a stray `%` stands for itself, as with `pg`.
    ///
    /// # Errors
    /// Those of [`ConnectConfig::from_url`].
    pub fn from_node_url(text: &str) -> Result<ConnectConfig, Error> {
        let mut settings = url::parse(&url::mend(text))?;
        settings.retain(|(name, _)| keyword::is_known(name));
        ConnectConfig::from_settings(settings, &environment::of_process)
    }

    fn from_settings(given: url::Settings, environment: Environment<'_>) -> Result<ConnectConfig, Error> {
        let mut config = ConnectConfig::default();
        keyword::apply(&mut config, &environment::complete(given, environment)?)?;
        Ok(config)
    }

    /// Replaces the servers by one on `host` (a name, an address, a socket's folder) with the same port.
    pub fn set_host(&mut self, host: &str) {
        let port = self.endpoints.first().map_or(self.local_port, |endpoint| endpoint.port);
        self.endpoints = vec![Endpoint::new(host, port)];
    }

    /// Sets the port of all servers; without any, of the local one.
    ///
    /// # Errors
    /// [`Error::InvalidSetting`] when `port` is not a number from 1 to 65535.
    pub fn set_port(&mut self, port: &str) -> Result<(), Error> {
        let port = keyword::read_port(port)?;
        self.local_port = port;
        self.endpoints.iter_mut().for_each(|endpoint| endpoint.port = port);
        Ok(())
    }

    /// Takes over the `ssl` of a knexfile's connection as Node's `pg` 8 understands it: `true` and objects
    /// verify certificate and host name, `rejectUnauthorized: false` does not; `ca`, `cert` and `key` are PEM
    /// text; `false` never encrypts.
    ///
    /// # Errors
    /// [`Error::InvalidSetting`] when one of them is no text.
    pub fn apply_node_ssl(&mut self, ssl: &serde_json::Value) -> Result<(), Error> {
        self.tls = TlsConfig::from_node(ssl)?;
        Ok(())
    }

    /// The role to log in as: the one given, else the operating system's user.
    pub fn user(&self) -> String {
        let given = self.user.clone().filter(|user| !user.is_empty());
        given.unwrap_or_else(system_user::name)
    }

    /// The database: the one given, else the one called like the user.
    pub fn database(&self) -> String {
        self.database.clone().filter(|name| !name.is_empty()).unwrap_or_else(|| self.user())
    }

    /// The servers to try: those given, else the local one.
    pub fn endpoints(&self) -> Vec<Endpoint> {
        if self.endpoints.is_empty() {
            return vec![Endpoint::local_at(self.local_port)];
        }
        self.endpoints.clone()
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
            .field("local_port", &self.local_port)
            .field("user", &self.user)
            .field("password", &self.password)
            .field("passfile", &self.passfile)
            .field("database", &self.database)
            .field("application_name", &self.application_name)
            .field("options", &self.options)
            .field("parameters", &self.parameters)
            .field("tls", &self.tls)
            .field("session_attributes", &self.session_attributes)
            .field("connect_timeout", &self.connect_timeout)
            .field("keepalive", &self.keepalive)
            .finish()
    }
}
