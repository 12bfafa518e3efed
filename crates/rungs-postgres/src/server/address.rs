//! Where a server listens.

use std::path::PathBuf;

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use crate::config::{ConnectConfig, Endpoint, Host};

use super::postmaster::{PORT, Postmaster};

/// How to reach a server that Rungs started: through a Unix socket in a private folder, as its superuser.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// The folder of the socket.
    pub socket_folder: PathBuf,
    /// The number in the socket's name; nothing listens on the network.
    pub port: u16,
    /// The superuser.
    pub user: String,
    /// The database to connect to.
    pub database: String,
}

impl Address {
    pub(crate) fn of(postmaster: &Postmaster, database: &str) -> Self {
        Self {
            socket_folder: postmaster.socket_folder.clone(),
            port: PORT,
            user: "postgres".to_owned(),
            database: database.to_owned(),
        }
    }

    /// What a connection needs to know.
    pub fn config(&self) -> ConnectConfig {
        let host = Host::Unix(self.socket_folder.clone());
        ConnectConfig {
            endpoints: vec![Endpoint { host, port: self.port, address: None }],
            user: Some(self.user.clone()),
            database: Some(self.database.clone()),
            ..ConnectConfig::default()
        }
    }

    /// A URL that libpq understands: `postgresql:///rungs?host=%2Fhome%2Fme%2F…&user=postgres`.
    pub fn url(&self) -> String {
        let folder = self.socket_folder.to_string_lossy();
        let folder = utf8_percent_encode(&folder, NON_ALPHANUMERIC);
        format!("postgresql:///{}?host={folder}&port={}&user={}", self.database, self.port, self.user)
    }
}
