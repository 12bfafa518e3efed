//! The socket: looking names up, connecting, keeping alive.

use socket2::{SockRef, TcpKeepalive};
use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;
use tokio::net::TcpStream;

use crate::config::{Endpoint, Host, Keepalive};
use crate::error::Error;
use crate::wire::Transport;

/// Where a connection leads.
#[derive(Debug, Clone)]
pub(crate) enum Address {
    Tcp(SocketAddr),
    #[cfg_attr(not(unix), allow(dead_code))]
    Unix(PathBuf),
}

/// Connects to `endpoint`; of several addresses of a host name the first that answers is taken.
pub(crate) async fn dial(
    endpoint: &Endpoint,
    keepalive: Keepalive,
) -> Result<(Box<dyn Transport>, Address), Error> {
    let refused = |source: io::Error, address| Error::Refused { peer: endpoint.to_string(), address, source };
    if let Some(path) = endpoint.socket_path() {
        let address = Address::Unix(path);
        return Ok((reach(&address, keepalive).await.map_err(|error| refused(error, None))?, address));
    }
    let mut last = io::Error::from(io::ErrorKind::AddrNotAvailable);
    let addresses = addresses(endpoint).await?;
    for address in &addresses {
        let address = Address::Tcp(*address);
        match reach(&address, keepalive).await {
            Ok(transport) => return Ok((transport, address)),
            Err(error) => last = error,
        }
    }
    Err(refused(last, <[SocketAddr; 1]>::try_from(addresses).ok().map(|[only]| only)))
}

/// Opens a socket to `address`.
pub(crate) async fn reach(address: &Address, keepalive: Keepalive) -> io::Result<Box<dyn Transport>> {
    match address {
        Address::Tcp(address) => {
            let stream = TcpStream::connect(address).await?;
            stream.set_nodelay(true)?;
            if keepalive.enabled {
                SockRef::from(&stream).set_tcp_keepalive(&settings(keepalive))?;
            }
            Ok(Box::new(stream))
        }
        #[cfg(unix)]
        Address::Unix(path) => Ok(Box::new(tokio::net::UnixStream::connect(unix_name(path)).await?)),
        #[cfg(not(unix))]
        Address::Unix(_) => Err(io::Error::new(io::ErrorKind::Unsupported, "no Unix sockets on this system")),
    }
}

fn settings(keepalive: Keepalive) -> TcpKeepalive {
    let mut settings = TcpKeepalive::new();
    if let Some(idle) = keepalive.idle {
        settings = settings.with_time(idle);
    }
    #[cfg(not(target_os = "openbsd"))]
    if let Some(interval) = keepalive.interval {
        settings = settings.with_interval(interval);
    }
    settings
}

async fn addresses(endpoint: &Endpoint) -> Result<Vec<SocketAddr>, Error> {
    let Host::Tcp(name) = &endpoint.host else { return Ok(Vec::new()) };
    if let Some(address) = endpoint.address.or_else(|| name.parse().ok()) {
        return Ok(vec![SocketAddr::new(address, endpoint.port)]);
    }
    match tokio::net::lookup_host((name.as_str(), endpoint.port)).await {
        Ok(found) => Ok(found.collect()),
        Err(source) => Err(Error::UnknownHost { host: name.clone(), source }),
    }
}

/// libpq writes abstract sockets (Linux) with `@` where the kernel wants a zero byte.
#[cfg(unix)]
fn unix_name(path: &std::path::Path) -> PathBuf {
    use std::ffi::OsString;
    use std::os::unix::ffi::{OsStrExt, OsStringExt};
    match path.as_os_str().as_bytes().strip_prefix(b"@") {
        Some(name) => PathBuf::from(OsString::from_vec([b"\0", name].concat())),
        None => path.to_owned(),
    }
}
