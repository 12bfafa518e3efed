//! From a configuration to a connection that is ready for its first statement.

mod authenticate;
mod dial;
mod encryption;
mod startup;
mod target;

pub(crate) use dial::{Address, reach};
pub(crate) use encryption::{Encryption, ask};
pub(crate) use startup::read_parameter;

use std::collections::HashMap;
use std::time::Duration;

use crate::config::{ConnectConfig, Endpoint, SessionAttributes};
use crate::error::Error;
use crate::tls::Tls;
use crate::wire::Wire;

/// A connection that has just been made.
pub(crate) struct Connection {
    pub(crate) wire: Wire,
    /// The server as messages name it.
    pub(crate) peer: String,
    /// Where it was reached; cancel requests go there.
    pub(crate) address: Address,
    /// How it is encrypted, if it is; cancel requests are encrypted too.
    pub(crate) tls: Option<Tls>,
    /// What the server reported: `server_version`, `client_encoding` …
    pub(crate) parameters: HashMap<String, String>,
    pub(crate) backend_pid: i32,
    pub(crate) secret_key: i32,
}

/// Tries the servers of `config` in order.
pub(crate) async fn connect(config: &ConnectConfig) -> Result<Connection, Error> {
    match config.session_attributes {
        SessionAttributes::PreferStandby => match first_of(config, SessionAttributes::Standby).await {
            Err(Error::WrongServer { .. } | Error::NoServer { .. }) => {
                first_of(config, SessionAttributes::Any).await
            }
            outcome => outcome,
        },
        wanted => first_of(config, wanted).await,
    }
}

async fn first_of(config: &ConnectConfig, wanted: SessionAttributes) -> Result<Connection, Error> {
    let mut attempts = Vec::new();
    for endpoint in config.endpoints() {
        match within(config.connect_timeout, &endpoint, connect_to(config, &endpoint, wanted)).await {
            Ok(connection) => return Ok(connection),
            Err(error) => {
                let is_final = !another_server_may_do(&error);
                attempts.push(error);
                if is_final {
                    break;
                }
            }
        }
    }
    Err(match attempts.len() {
        1 => attempts.remove(0),
        _ => Error::NoServer { attempts },
    })
}

/// "If a connection is established successfully, but authentication fails, the remaining hosts in the list
/// are not tried" (PostgreSQL manual, "Specifying Multiple Hosts").
fn another_server_may_do(error: &Error) -> bool {
    !matches!(error, Error::Rejected { .. } | Error::PasswordNeeded { .. } | Error::Authentication { .. })
}

async fn within<T>(
    limit: Option<Duration>,
    endpoint: &Endpoint,
    work: impl Future<Output = Result<T, Error>>,
) -> Result<T, Error> {
    let Some(after) = limit else { return work.await };
    let timeout = || Error::ConnectTimeout { peer: endpoint.to_string(), after };
    tokio::time::timeout(after, work).await.map_err(|_| timeout())?
}

async fn connect_to(
    config: &ConnectConfig,
    endpoint: &Endpoint,
    wanted: SessionAttributes,
) -> Result<Connection, Error> {
    let mut first = None;
    for way in encryption::ways(config.tls.mode, endpoint) {
        match connect_by(*way, config, endpoint).await {
            Ok(mut connection) => {
                target::check(&mut connection, wanted).await?;
                return Ok(connection);
            }
            // TLS or its absence may be what was wrong.
            Err(error @ (Error::Rejected { .. } | Error::Tls { .. })) => {
                first.get_or_insert(error);
            }
            Err(error) => return Err(first.unwrap_or(error)),
        }
    }
    // Every mode has at least one way.
    Err(first.unwrap_or_else(|| Error::Closed { peer: endpoint.to_string() }))
}

async fn connect_by(
    way: Encryption,
    config: &ConnectConfig,
    endpoint: &Endpoint,
) -> Result<Connection, Error> {
    let (transport, address) = dial::dial(endpoint, config.keepalive).await?;
    let secured = encryption::secure(transport, way, &config.tls, endpoint).await?;
    startup::start(config, endpoint, secured, address).await
}
