//! libpq's keywords, and what each does to a configuration.

use crate::config::endpoint::{DEFAULT_PORT, Endpoint};
use crate::config::keepalive::seconds;
use crate::config::session_attributes::NAMES;
use crate::config::tls::among;
use crate::config::url::Settings;
use crate::config::{ConnectConfig, Host, Pem};
use crate::error::Error;

type Apply = fn(&mut ConnectConfig, &str) -> Result<(), String>;

/// PostgreSQL manual, "Parameter Key Words". `host`, `hostaddr` and `port` belong together and are read apart.
const KEYWORDS: &[(&str, Apply)] = &[
    ("user", |config, value| set(&mut config.user, value)),
    ("password", |config, value| {
        config.password = Some(value.into());
        Ok(())
    }),
    ("dbname", |config, value| set(&mut config.database, value)),
    ("application_name", |config, value| set(&mut config.application_name, value)),
    ("fallback_application_name", |config, value| {
        config.application_name.get_or_insert_with(|| value.to_owned());
        Ok(())
    }),
    ("options", |config, value| set(&mut config.options, value)),
    ("passfile", |config, value| {
        config.passfile = Some(value.into());
        Ok(())
    }),
    ("sslmode", |config, value| config.tls.set_mode(value)),
    ("sslrootcert", |config, value| {
        config.tls.set_root_certificate(value);
        Ok(())
    }),
    ("sslcert", |config, value| {
        config.tls.certificate = Some(Pem::File(value.into()));
        Ok(())
    }),
    ("sslkey", |config, value| {
        config.tls.key = Some(Pem::File(value.into()));
        Ok(())
    }),
    ("channel_binding", |config, value| config.tls.set_channel_binding(value)),
    ("target_session_attrs", |config, value| put(&mut config.session_attributes, among(NAMES, value))),
    // Zero and less wait for ever (PostgreSQL manual, "connect_timeout").
    ("connect_timeout", |config, value| put(&mut config.connect_timeout, seconds(value))),
    ("keepalives", |config, value| put(&mut config.keepalive.enabled, Ok(value.trim() != "0"))),
    ("keepalives_idle", |config, value| put(&mut config.keepalive.idle, seconds(value))),
    ("keepalives_interval", |config, value| put(&mut config.keepalive.interval, seconds(value))),
];

/// Keywords of libpq that make no difference here: UTF-8 is what this client speaks, GSSAPI is never tried.
const WITHOUT_EFFECT: &[&str] = &[
    "client_encoding",
    "gssencmode",
    "keepalives_count",
    "sslcompression",
    "sslnegotiation",
    "sslsni",
    "tcp_user_timeout",
];

/// Whether libpq has this keyword and it is understood here.
pub(crate) fn is_known(name: &str) -> bool {
    ["host", "hostaddr", "port", "service"].contains(&name)
        || WITHOUT_EFFECT.contains(&name)
        || KEYWORDS.iter().any(|(known, _)| *known == name)
}

/// Sets everything in `settings`; a later value of a keyword wins.
pub(crate) fn apply(config: &mut ConnectConfig, settings: &Settings) -> Result<(), Error> {
    let (mut hosts, mut addresses, mut ports) = (None, None, None);
    for (keyword, value) in settings {
        match keyword.as_str() {
            "host" => hosts = Some(value.as_str()),
            "hostaddr" => addresses = Some(value.as_str()),
            "port" => ports = Some(value.as_str()),
            name if WITHOUT_EFFECT.contains(&name) => {}
            name => {
                let row = KEYWORDS.iter().find(|(known, _)| *known == name);
                let (_, apply) = row.ok_or_else(|| invalid(name, "no such setting"))?;
                apply(config, value).map_err(|reason| invalid(name, &reason))?;
            }
        }
    }
    if hosts.or(addresses).is_some() {
        config.endpoints = read_endpoints(hosts, addresses, ports)?;
    } else if let Some(port) = ports {
        config.local_port = read_port(port)?;
    }
    config.tls.check().map_err(|reason| invalid("sslmode", &reason))
}

/// Pairs comma-separated lists; one port serves all hosts (PostgreSQL manual, "Specifying Multiple Hosts").
fn read_endpoints(
    hosts: Option<&str>,
    addresses: Option<&str>,
    ports: Option<&str>,
) -> Result<Vec<Endpoint>, Error> {
    let list = |text: Option<&str>| -> Vec<String> {
        text.map(|text| text.split(',').map(|part| part.trim().to_owned()).collect()).unwrap_or_default()
    };
    let (hosts, addresses, ports) = (list(hosts), list(addresses), list(ports));
    let count = hosts.len().max(addresses.len()).max(1);
    if !addresses.is_empty() && !hosts.is_empty() && addresses.len() != hosts.len() {
        return Err(invalid("hostaddr", "its list is not as long as that of the hosts"));
    }
    if ports.len() > 1 && ports.len() != count {
        return Err(invalid("port", "its list is not as long as that of the hosts"));
    }
    (0..count)
        .map(|index| {
            let port = ports.get(index).or(ports.first()).map_or(Ok(DEFAULT_PORT), |port| read_port(port))?;
            let host = hosts.get(index).map_or("", String::as_str);
            let mut endpoint = Endpoint::new(host, port);
            if let Some(address) = addresses.get(index).filter(|address| !address.is_empty()) {
                let parsed = address.parse().map_err(|_| invalid("hostaddr", "it is not an IP address"))?;
                if host.is_empty() {
                    endpoint.host = Host::Tcp(address.clone());
                }
                endpoint.address = Some(parsed);
            }
            Ok(endpoint)
        })
        .collect()
}

pub(crate) fn read_port(text: &str) -> Result<u16, Error> {
    match text {
        "" => Ok(DEFAULT_PORT),
        text => match text.parse() {
            Ok(port) if port > 0 => Ok(port),
            _ => Err(invalid("port", "it is not a number from 1 to 65535")),
        },
    }
}

fn set(field: &mut Option<String>, value: &str) -> Result<(), String> {
    *field = Some(value.to_owned());
    Ok(())
}

fn put<T>(field: &mut T, value: Result<T, String>) -> Result<(), String> {
    *field = value?;
    Ok(())
}

fn invalid(keyword: &str, reason: &str) -> Error {
    Error::InvalidSetting { keyword: keyword.to_owned(), reason: reason.to_owned() }
}
