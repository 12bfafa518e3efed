//! Servers for tests: one that runs already, or one started for the test process and gone with it.
use std::collections::HashMap;
use std::sync::{Mutex, OnceLock};

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use rungs_postgres::Host;
use rungs_postgres::server::{ServerChoice, Throwaway, throwaway};

use crate::Error;
use crate::database::Server;
use crate::tool::repository;

/// The servers that this process started, by their names.
static SERVERS: OnceLock<Mutex<HashMap<String, Server>>> = OnceLock::new();

/// The server that `RUNGS_TEST_SERVER` names, or an embedded one.
///
/// # Errors
/// There is none to be had.
pub fn default_server() -> Result<Server, Error> {
    match Server::from_environment() {
        Some(server) => Ok(server),
        None => server_of("embedded"),
    }
}

/// A throwaway server by the name that `--server` takes: `embedded=12`, `native`. Programs are looked for in
/// `tests/servers/node_modules` first.
///
/// # Errors
/// There is none to be had.
pub fn server_of(choice: &str) -> Result<Server, Error> {
    let servers = SERVERS.get_or_init(Mutex::default);
    let mut servers = servers.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    if let Some(server) = servers.get(choice) {
        return Ok(server.clone());
    }
    let server = start(choice)?;
    servers.insert(choice.to_owned(), server.clone());
    Ok(server)
}

fn start(choice: &str) -> Result<Server, Error> {
    let refused = |error: &dyn std::fmt::Display| Error::Server(error.to_string());
    let parsed: ServerChoice = choice.parse().map_err(|error| refused(&error))?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|error| refused(&error))?;
    let folder = repository().join("tests/servers");
    let throwaway = runtime.block_on(throwaway(&folder, &parsed)).map_err(|error| refused(&error))?;
    let url = url(&throwaway).ok_or_else(|| Error::Server(format!("{choice} has no address")))?;
    // Such a server ends with its process, which has others of its tests to serve until then.
    std::mem::forget(throwaway);
    Ok(Server::new(&url))
}

/// As libpq and Node's `pg` both read it.
fn url(throwaway: &Throwaway) -> Option<String> {
    let config = throwaway.config();
    let endpoint = config.endpoints.first()?;
    let host = match &endpoint.host {
        Host::Tcp(host) => host.clone(),
        Host::Unix(folder) => folder.to_string_lossy().into_owned(),
    };
    let host = utf8_percent_encode(&host, NON_ALPHANUMERIC);
    let user = config.user.as_deref().unwrap_or("postgres");
    Some(format!("postgresql:///postgres?host={host}&port={}&user={user}", endpoint.port))
}
