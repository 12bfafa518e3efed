//! Certificates and keys, read from where the configuration says or libpq would look.

use rustls::RootCertStore;
use rustls_pki_types::pem::PemObject;
use rustls_pki_types::{CertificateDer, PrivateKeyDer};
use std::path::{Path, PathBuf};

use crate::config::{Pem, Roots, SslMode, TlsConfig};
use crate::error::Error;

type Certificates = Vec<CertificateDer<'static>>;

/// Everything that is read from files.
pub(super) struct Material {
    /// The authorities; `None` when the server's certificate is not verified.
    pub(super) roots: Option<RootCertStore>,
    /// The same as they were given: a server may use one of them itself.
    pub(super) trusted: Certificates,
    /// Our own certificate with its chain, and its key.
    pub(super) certificate: Option<(Certificates, PrivateKeyDer<'static>)>,
}

impl Material {
    /// # Errors
    /// [`Error::File`] for what is missing or cannot be used.
    pub(super) fn read(config: &TlsConfig) -> Result<Material, Error> {
        let trusted = trusted(config)?;
        let roots = trusted.as_ref().map(|certificates| {
            let mut store = RootCertStore::empty();
            // A certificate that cannot be an authority may still be the server's own.
            store.add_parsable_certificates(certificates.iter().cloned());
            store
        });
        Ok(Material { roots, trusted: trusted.unwrap_or_default(), certificate: own(config)? })
    }
}

/// The certificates trusted; `None` when nothing is to be verified.
fn trusted(config: &TlsConfig) -> Result<Option<Certificates>, Error> {
    let must_verify = matches!(config.mode, SslMode::VerifyCa | SslMode::VerifyFull);
    // "If a root CA file exists, the behavior of sslmode=require will be the same as that of verify-ca"
    // (PostgreSQL manual, "SSL Support").
    let may_verify = must_verify || config.mode == SslMode::Require;
    match &config.roots {
        _ if !may_verify => Ok(None),
        Roots::Given(pems) => {
            let each: Result<Vec<_>, _> = pems.iter().map(|pem| certificates(pem, ROOTS)).collect();
            Ok(Some(each?.concat()))
        }
        Roots::Unchecked => Ok(None),
        Roots::System => Ok(Some(rustls_native_certs::load_native_certs().certs)),
        Roots::Default => match in_home("root.crt") {
            Some(path) if path.exists() => certificates(&Pem::File(path), ROOTS).map(Some),
            path if must_verify => Err(Error::File {
                what: ROOTS,
                path: path.unwrap_or_else(|| "~/.postgresql/root.crt".into()),
                reason: "it does not exist; name one by sslrootcert, or trust the system's authorities by \
                         sslrootcert=system"
                    .to_owned(),
            }),
            _ => Ok(None),
        },
    }
}

fn own(config: &TlsConfig) -> Result<Option<(Certificates, PrivateKeyDer<'static>)>, Error> {
    let by_default = |name: &str| in_home(name).filter(|path| path.exists()).map(Pem::File);
    let Some(certificate) = config.certificate.clone().or_else(|| by_default("postgresql.crt")) else {
        return Ok(None);
    };
    let Some(key) = config.key.clone().or_else(|| by_default("postgresql.key")) else {
        return Err(unusable(&certificate, CERTIFICATE, "its private key is missing; name it by sslkey"));
    };
    let text = read(&key, KEY)?;
    let parsed = PrivateKeyDer::from_pem_slice(&text)
        .map_err(|_| unusable(&key, KEY, "it holds no private key in the PEM format without a passphrase"))?;
    Ok(Some((certificates(&certificate, CERTIFICATE)?, parsed)))
}

const ROOTS: &str = "root certificate";
const CERTIFICATE: &str = "client certificate";
const KEY: &str = "private key";

fn certificates(pem: &Pem, what: &'static str) -> Result<Certificates, Error> {
    let text = read(pem, what)?;
    let found: Result<Certificates, _> = CertificateDer::pem_slice_iter(&text).collect();
    found
        .ok()
        .filter(|certificates| !certificates.is_empty())
        .ok_or_else(|| unusable(pem, what, "it holds no certificate in the PEM format"))
}

fn read(pem: &Pem, what: &'static str) -> Result<Vec<u8>, Error> {
    match pem {
        Pem::File(path) => std::fs::read(path).map_err(|error| unusable(pem, what, &error.to_string())),
        Pem::Text(text) => Ok(text.reveal().as_bytes().to_vec()),
    }
}

fn unusable(pem: &Pem, what: &'static str, reason: &str) -> Error {
    let path = match pem {
        Pem::File(path) => path.as_path(),
        Pem::Text(_) => Path::new("given as text"),
    };
    Error::File { what, path: path.to_owned(), reason: reason.to_owned() }
}

fn in_home(name: &str) -> Option<PathBuf> {
    let (home, folder) = if cfg!(windows) { ("APPDATA", "postgresql") } else { ("HOME", ".postgresql") };
    Some(Path::new(&std::env::var_os(home)?).join(folder).join(name))
}
