//! One server: a host and a port, or the folder of a Unix socket.

use std::fmt;
use std::path::{Path, PathBuf};

/// PostgreSQL's registered port.
pub(crate) const DEFAULT_PORT: u16 = 5432;
/// Where servers put their socket: Debian's and Red Hat's folder, then PostgreSQL's own default.
const SOCKET_FOLDERS: [&str; 2] = ["/var/run/postgresql", "/tmp"];

/// How a server is reached.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Host {
    /// A host name or an IP address.
    Tcp(String),
    /// The folder that holds the server's Unix socket.
    Unix(PathBuf),
}

/// One server.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Endpoint {
    /// Where it is.
    pub host: Host,
    /// Its port; for a Unix socket the number in the socket's name.
    pub port: u16,
    /// An IP address to use instead of looking the host name up (libpq's `hostaddr`).
    pub address: Option<std::net::IpAddr>,
}

impl Endpoint {
    /// A server by host name, address, or (when it begins with `/` or `@`) socket folder, as libpq reads `host`.
    pub fn new(host: &str, port: u16) -> Endpoint {
        let host = match host {
            "" => return Endpoint::local_at(port),
            path if path.starts_with(['/', '@']) => Host::Unix(PathBuf::from(path)),
            name => Host::Tcp(name.to_owned()),
        };
        Endpoint { host, port, address: None }
    }

    /// The server of this machine: its socket where there is one, else `localhost`.
    pub(crate) fn local_at(port: u16) -> Endpoint {
        let folders = SOCKET_FOLDERS.iter().map(Path::new);
        let found = folders.into_iter().find(|folder| socket_in(folder, port).exists());
        let host = match found {
            Some(folder) => Host::Unix(folder.to_owned()),
            None => Host::Tcp("localhost".to_owned()),
        };
        Endpoint { host, port, address: None }
    }

    /// Whether `folder` is where servers put their socket by default.
    pub(crate) fn is_default_folder(folder: &Path) -> bool {
        SOCKET_FOLDERS.iter().any(|default| folder == Path::new(default))
    }

    /// The path of the Unix socket; `None` for a server reached by TCP.
    pub fn socket_path(&self) -> Option<PathBuf> {
        match &self.host {
            Host::Unix(folder) => Some(socket_in(folder, self.port)),
            Host::Tcp(_) => None,
        }
    }
}

impl fmt::Display for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.host {
            Host::Unix(folder) => write!(f, "{}", socket_in(folder, self.port).display()),
            Host::Tcp(name) if name.contains(':') => write!(f, "[{name}]:{}", self.port),
            Host::Tcp(name) => write!(f, "{name}:{}", self.port),
        }
    }
}

fn socket_in(folder: &Path, port: u16) -> PathBuf {
    folder.join(format!(".s.PGSQL.{port}"))
}
