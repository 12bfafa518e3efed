//! TLS by rustls, with libpq's ways of trusting.

mod certificate;
mod material;
mod verifier;
mod version1;

use rustls::client::ClientConfig;
use rustls_pki_types::ServerName;
use std::io;
use std::sync::Arc;
use tokio_rustls::TlsConnector;

use crate::config::{Endpoint, Host, SslMode, TlsConfig};
use crate::error::Error;
use crate::wire::Transport;
use material::Material;
use verifier::Verifier;

/// What is needed to encrypt a connection to one server.
#[derive(Clone)]
pub(crate) struct Tls {
    client: Arc<ClientConfig>,
    name: ServerName<'static>,
    peer: String,
}

/// A connection that is encrypted.
pub(crate) struct Encrypted {
    pub(crate) transport: Box<dyn Transport>,
    /// The hash of the server's certificate, to bind SCRAM to (RFC 5929, `tls-server-end-point`).
    pub(crate) end_point: Option<Vec<u8>>,
}

impl Tls {
    /// Reads certificates and keys.
    ///
    /// # Errors
    /// [`Error::File`] for files that cannot be used, [`Error::Tls`] when they do not fit together.
    pub(crate) fn new(config: &TlsConfig, endpoint: &Endpoint) -> Result<Tls, Error> {
        let peer = endpoint.to_string();
        let failed = |reason: String| Error::Tls { peer: peer.clone(), reason };
        let Material { roots, trusted, certificate } = Material::read(config)?;
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let verifier = Verifier {
            roots,
            trusted,
            checks_name: config.mode == SslMode::VerifyFull,
            algorithms: provider.signature_verification_algorithms,
        };
        let builder = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .map_err(|error| failed(error.to_string()))?
            .dangerous()
            .with_custom_certificate_verifier(Arc::new(verifier));
        let client = match certificate {
            Some((chain, key)) => {
                builder.with_client_auth_cert(chain, key).map_err(|error| failed(error.to_string()))?
            }
            None => builder.with_no_client_auth(),
        };
        let name = match server_name(config, endpoint) {
            Some(name) => name,
            None if config.mode == SslMode::VerifyFull => {
                return Err(failed("the host's name cannot stand in a certificate".to_owned()));
            }
            // No name is checked, and an address is not sent as SNI.
            None => ServerName::from(std::net::IpAddr::from([0, 0, 0, 0])),
        };
        Ok(Tls { client: Arc::new(client), name, peer })
    }

    /// The handshake.
    ///
    /// # Errors
    /// [`Error::Tls`].
    pub(crate) async fn encrypt(&self, transport: Box<dyn Transport>) -> Result<Encrypted, Error> {
        let connector = TlsConnector::from(self.client.clone());
        let stream =
            connector.connect(self.name.clone(), transport).await.map_err(|error| self.failed(&error))?;
        let certificates = stream.get_ref().1.peer_certificates();
        let end_point = certificates.and_then(|chain| certificate::end_point_hash(chain.first()?));
        Ok(Encrypted { transport: Box::new(stream), end_point })
    }

    fn failed(&self, error: &io::Error) -> Error {
        let mut reason = error.to_string();
        if error.kind() == io::ErrorKind::UnexpectedEof {
            reason = "the server closed the connection during the handshake".to_owned();
        } else if reason.contains("UnknownIssuer") {
            reason += "; its authority is not trusted: name the authority's certificate (sslrootcert, or ssl.ca in \
                       a knexfile)";
        } else if reason.contains("HandshakeFailure") || reason.contains("CertificateRequired") {
            reason += "; the server may want a client certificate (sslcert and sslkey)";
        }
        Error::Tls { peer: self.peer.clone(), reason }
    }
}

fn server_name(config: &TlsConfig, endpoint: &Endpoint) -> Option<ServerName<'static>> {
    let host = match (&config.server_name, &endpoint.host) {
        (Some(name), _) | (None, Host::Tcp(name)) => name.clone(),
        (None, Host::Unix(_)) => return None,
    };
    ServerName::try_from(host).ok()
}
