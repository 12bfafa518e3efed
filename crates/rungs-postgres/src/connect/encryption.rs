//! Asking for TLS, and doing without.

use bytes::BytesMut;
use postgres_protocol::message::frontend;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use crate::config::{Endpoint, SslMode, TlsConfig};
use crate::error::Error;
use crate::tls::{Encrypted, Tls};
use crate::wire::Transport;

/// One way to try a server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Encryption {
    /// Without TLS.
    Plain,
    /// With TLS if the server offers it.
    IfOffered,
    /// With TLS or not at all.
    Required,
}

/// The ways that a mode allows, in order; the second is tried when the first is refused (PostgreSQL manual,
/// "SSL Mode Descriptions").
pub(crate) fn ways(mode: SslMode, endpoint: &Endpoint) -> &'static [Encryption] {
    if endpoint.socket_path().is_some() {
        return &[Encryption::Plain];
    }
    match mode {
        SslMode::Disable => &[Encryption::Plain],
        SslMode::Allow => &[Encryption::Plain, Encryption::Required],
        SslMode::Prefer => &[Encryption::IfOffered, Encryption::Plain],
        SslMode::Require | SslMode::VerifyCa | SslMode::VerifyFull => &[Encryption::Required],
    }
}

/// The transport after TLS was agreed on or not.
pub(crate) struct Secured {
    pub(crate) transport: Box<dyn Transport>,
    /// `None`: not encrypted.
    pub(crate) tls: Option<Tls>,
    pub(crate) end_point: Option<Vec<u8>>,
}

impl Secured {
    fn plain(transport: Box<dyn Transport>) -> Secured {
        Secured { transport, tls: None, end_point: None }
    }
}

/// Encrypts `transport` the given way.
pub(crate) async fn secure(
    mut transport: Box<dyn Transport>,
    way: Encryption,
    config: &TlsConfig,
    endpoint: &Endpoint,
) -> Result<Secured, Error> {
    if way == Encryption::Plain {
        return Ok(Secured::plain(transport));
    }
    let peer = endpoint.to_string();
    if ask(&mut transport, &peer).await? {
        let tls = Tls::new(config, endpoint)?;
        let Encrypted { transport, end_point } = tls.encrypt(transport).await?;
        return Ok(Secured { transport, tls: Some(tls), end_point });
    }
    match way {
        Encryption::Required => Err(Error::TlsNotOffered { peer, wanted: "the configuration".to_owned() }),
        _ => Ok(Secured::plain(transport)),
    }
}

/// Whether the server offers TLS. Reads one byte and no more: what follows must come encrypted
/// (CVE-2021-23222).
pub(crate) async fn ask(transport: &mut Box<dyn Transport>, peer: &str) -> Result<bool, Error> {
    let lost =
        |error: std::io::Error| Error::NotPostgres { peer: peer.to_owned(), detail: error.to_string() };
    let mut request = BytesMut::new();
    frontend::ssl_request(&mut request);
    transport.write_all(&request).await.map_err(lost)?;
    transport.flush().await.map_err(lost)?;
    match transport.read_u8().await {
        Ok(b'S') => Ok(true),
        Ok(b'N') => Ok(false),
        Ok(_) => {
            Err(Error::NotPostgres { peer: peer.to_owned(), detail: "no answer to SSLRequest".to_owned() })
        }
        Err(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => {
            Err(Error::NotPostgres { peer: peer.to_owned(), detail: "it closed the connection".to_owned() })
        }
        Err(error) => Err(lost(error)),
    }
}
