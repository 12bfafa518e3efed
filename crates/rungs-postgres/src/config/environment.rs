//! libpq's environment variables.

use crate::config::keyword;
use crate::config::{ConnectConfig, url};
use crate::error::Error;

/// Variables and the keywords they set (PostgreSQL manual, "Environment Variables").
const VARIABLES: &[(&str, &str)] = &[
    ("PGHOST", "host"),
    ("PGHOSTADDR", "hostaddr"),
    ("PGPORT", "port"),
    ("PGDATABASE", "dbname"),
    ("PGUSER", "user"),
    ("PGPASSWORD", "password"),
    ("PGPASSFILE", "passfile"),
    ("PGOPTIONS", "options"),
    ("PGAPPNAME", "application_name"),
    ("PGSSLMODE", "sslmode"),
    ("PGSSLROOTCERT", "sslrootcert"),
    ("PGSSLCERT", "sslcert"),
    ("PGSSLKEY", "sslkey"),
    ("PGCHANNELBINDING", "channel_binding"),
    ("PGTARGETSESSIONATTRS", "target_session_attrs"),
    ("PGCONNECT_TIMEOUT", "connect_timeout"),
];

impl ConnectConfig {
    /// Reads libpq's environment variables; without any, it is the local server.
    ///
    /// # Errors
    /// [`Error::InvalidSetting`] when a value cannot be used.
    pub fn from_env() -> Result<ConnectConfig, Error> {
        let mut config = ConnectConfig::default();
        keyword::apply(&mut config, &settings(|name| std::env::var(name).ok()))?;
        Ok(config)
    }
}

/// The settings in an environment, given by its look-up.
pub(crate) fn settings(look_up: impl Fn(&str) -> Option<String>) -> url::Settings {
    let value = |name| look_up(name).filter(|value| !value.is_empty());
    VARIABLES.iter().filter_map(|&(name, keyword)| Some((keyword.to_owned(), value(name)?))).collect()
}
