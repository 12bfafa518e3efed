//! A server in use.

use std::path::Path;

use crate::config::ConnectConfig;

use super::address::Address;
use super::binaries::Binaries;
use super::cache::Cache;
use super::choice::ServerChoice;
use super::copy::Copy;
use super::error::LaunchError;
use super::project::ProjectLease;
use super::scratch::ScratchDatabase;
use super::throwaway::ThrowawayServer;

/// The right to use a project's server; the server stays at least as long.
#[derive(Debug)]
pub struct Lease {
    config: ConnectConfig,
    server: Option<ProjectLease>,
}

/// Gives a lease on the server that keeps the data of the project in the folder `project`, started if need be.
///
/// A server at a URL is not touched; it need not even run.
///
/// # Errors
/// Where no server can be had, the error says the ways to get one.
pub async fn project(project: &Path, choice: &ServerChoice) -> Result<Lease, LaunchError> {
    if let ServerChoice::Url(url) = choice {
        return Ok(Lease { config: ConnectConfig::from_url(url)?, server: None });
    }
    let server = ProjectLease::take(project, choice)?;
    Ok(Lease { config: server.address().config(), server: Some(server) })
}

impl Lease {
    /// How to connect.
    pub fn config(&self) -> &ConnectConfig {
        &self.config
    }

    /// Where the server listens, if Rungs started it.
    pub fn address(&self) -> Option<Address> {
        self.server.as_ref().map(ProjectLease::address)
    }

    /// Whether this lease started the server rather than joining it.
    pub fn started(&self) -> bool {
        self.server.as_ref().is_some_and(ProjectLease::started)
    }

    /// PostgreSQL's version (`18.4`), if Rungs started the server.
    pub fn version(&self) -> Option<&str> {
        self.server.as_ref().map(ProjectLease::version)
    }

    /// Lets the server stay until [`super::stop`], rather than until the last lease ends.
    ///
    /// # Errors
    /// [`LaunchError::NotOurs`] for a server at a URL; or the wish cannot be written down.
    pub fn keep(&self) -> Result<(), LaunchError> {
        self.server.as_ref().ok_or(LaunchError::NotOurs { what: "`server start`" })?.keep()
    }
}

/// A server, or a database on one, that nobody else uses and that ends with this value, also when the process is killed.
#[derive(Debug)]
pub struct Throwaway {
    config: ConnectConfig,
    owned: Owned,
}

#[derive(Debug)]
enum Owned {
    Server(ThrowawayServer),
    Database(ScratchDatabase),
}

/// Starts a fresh, empty server; on a server at a URL it creates a database instead. `project` is where
/// the search for programs begins.
///
/// # Errors
/// Where no server can be had, the error says the ways to get one.
pub async fn throwaway(project: &Path, choice: &ServerChoice) -> Result<Throwaway, LaunchError> {
    if let ServerChoice::Url(url) = choice {
        let database = ScratchDatabase::create(url).await?;
        return Ok(Throwaway { config: database.config(), owned: Owned::Database(database) });
    }
    let cache = Cache::open()?;
    let server = ThrowawayServer::start(&Binaries::find(choice, project, &cache)?, &cache)?;
    Ok(Throwaway { config: server.address().config(), owned: Owned::Server(server) })
}

impl Throwaway {
    /// Has all who connect from now on begin with this setting, such as `search_path`.
    pub fn set(&mut self, setting: &str, value: String) {
        self.config.parameters.push((setting.to_owned(), value));
    }

    /// How to connect: as superuser to the database `postgres` of an own server, as the URL's role to an own database.
    pub fn config(&self) -> &ConnectConfig {
        &self.config
    }

    /// Keeps the database as it is now, for a moment in which nobody uses it: all of its sessions are ended.
    ///
    /// # Errors
    /// When the server is lost, or has no room.
    pub async fn copy(&self) -> Result<Copy, LaunchError> {
        match &self.owned {
            Owned::Database(database) => database.copy().await,
            Owned::Server(server) => {
                let config = server.address().config();
                let original = config.database.clone().unwrap_or_default();
                let entrance = ConnectConfig { database: Some("template1".to_owned()), ..config };
                Copy::make(entrance, original, "rungs_copy".to_owned()).await
            }
        }
    }

    /// Whether it is a database on somebody's server, which keeps what all of its databases share: roles, tablespaces.
    pub fn is_on_a_shared_server(&self) -> bool {
        matches!(self.owned, Owned::Database(_))
    }
}
