//! libpq's environment variables.

use crate::config::url::Settings;
use crate::config::{ConnectConfig, service};
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
    ("PGCONNECT_TIMEOUT", "connect_timeout"),
    ("PGTARGETSESSIONATTRS", "target_session_attrs"),
];

/// An environment, given by its look-up.
pub(crate) type Environment<'a> = &'a dyn Fn(&str) -> Option<String>;

/// The environment of the process.
pub(crate) fn of_process(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

impl ConnectConfig {
    /// Reads libpq's environment variables, and the service that `PGSERVICE` names; without any, it is the
    /// local server.
    ///
    /// # Errors
    /// [`Error::InvalidSetting`] when a value cannot be used, [`Error::File`] for the file of services.
    pub fn from_env() -> Result<ConnectConfig, Error> {
        ConnectConfig::from_settings(Settings::new(), &of_process)
    }
}

/// `given`, and before it what it leaves out: a service's settings win over variables, those given over both
/// (PostgreSQL manual, "The Connection Service File").
pub(crate) fn complete(given: Settings, environment: Environment<'_>) -> Result<Settings, Error> {
    let value = |name: &str| environment(name).filter(|value| !value.is_empty());
    let variables = VARIABLES.iter().filter_map(|&(name, keyword)| Some((keyword.to_owned(), value(name)?)));
    let mut settings: Settings = variables.collect();
    let named = given.iter().rfind(|(keyword, _)| keyword == "service").map(|(_, name)| name.clone());
    if let Some(name) = named.or_else(|| value("PGSERVICE")) {
        settings.extend(service::settings(&name, environment)?);
    }
    settings.extend(given.into_iter().filter(|(keyword, _)| keyword != "service"));
    Ok(settings)
}

#[cfg(test)]
mod tests {
    use crate::config::url::{self, Settings};
    use crate::config::{ConnectConfig, SslMode};

    fn read(variables: &[(&str, &str)], url: Option<&str>) -> String {
        let environment = |name: &str| {
            let found = variables.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| (*value).to_owned())
        };
        let config = match url {
            Some(url) => ConnectConfig::from_settings(url::parse(url).unwrap(), &environment),
            None => ConnectConfig::from_settings(Settings::new(), &environment),
        };
        match config {
            Err(error) => error.to_string(),
            Ok(config) => {
                let password = config.password.as_ref().map_or("-", |password| password.reveal());
                format!("{config} {password} {:?}", config.tls.mode)
            }
        }
    }

    #[test]
    fn variables_fill_in_what_a_url_leaves_out() {
        let all = [
            ("PGHOST", "db"),
            ("PGPORT", "6000"),
            ("PGUSER", "ann"),
            ("PGPASSWORD", "secret"),
            ("PGDATABASE", "app"),
            ("PGSSLMODE", "require"),
        ];
        let cases = [
            (None, "ann@db:6000/app secret Require"),
            (Some("postgres://"), "ann@db:6000/app secret Require"),
            (Some("postgres://bob:x@h:1/other?sslmode=disable"), "bob@h:1/other x Disable"),
            (Some("postgres://h/"), "ann@h:6000/app secret Require"),
            (Some("postgres://bob@h"), "bob@h:6000/app secret Require"),
        ];
        for (url, expected) in cases {
            assert_eq!(read(&all, url), expected, "{url:?}");
        }
        assert_eq!(
            read(&[("PGUSER", "ann"), ("PGHOST", "")], Some("postgres://h")),
            "ann@h:5432/ann - Prefer"
        );
    }

    /// Which local server is left to whoever connects: libpq looks for a socket first, Node's `pg` does not.
    #[test]
    fn a_port_alone_names_no_host() {
        let mut config = ConnectConfig::from_settings(Settings::new(), &|name: &str| {
            (name == "PGPORT").then(|| "6000".to_owned())
        })
        .unwrap();
        assert_eq!((config.endpoints.len(), config.local_port), (0, 6000));
        config.set_host("localhost");
        assert_eq!(config.endpoints[0].to_string(), "localhost:6000");
        config.set_port("6001").unwrap();
        assert_eq!(config.endpoints[0].to_string(), "localhost:6001");
    }

    #[test]
    fn bad_values_are_named() {
        let cases = [
            (("PGPORT", "x"), "port"),
            (("PGSSLMODE", "x"), "sslmode"),
            (("PGCONNECT_TIMEOUT", "soon"), "connect_timeout"),
            (("PGTARGETSESSIONATTRS", "x"), "target_session_attrs"),
        ];
        for (variable, keyword) in cases {
            let told = read(&[variable], None);
            assert!(told.starts_with(&format!("the connection setting {keyword} is not valid")), "{told}");
        }
    }

    /// A setting that verifies must not be undone by one that came from elsewhere, whatever the order.
    #[test]
    fn verification_is_not_lost() {
        let mode = |mode, roots| [("PGSSLMODE", mode), ("PGSSLROOTCERT", roots)];
        assert!(read(&mode("require", "system"), Some("postgres://h")).contains("only verify-full"));
        assert!(read(&mode("", "system"), Some("postgres://h")).ends_with("VerifyFull"));
        let url = url::parse("postgres://h?sslmode=verify-full").unwrap();
        let environment = |name: &str| (name == "PGSSLMODE").then(|| "no-verify".to_owned());
        let config = ConnectConfig::from_settings(url, &environment).unwrap();
        assert_eq!((config.tls.mode, config.tls.roots), (SslMode::VerifyFull, crate::config::Roots::Default));
    }
}
