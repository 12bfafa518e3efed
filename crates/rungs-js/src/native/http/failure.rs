use std::{error::Error, io};

use rquickjs::Ctx;
use rustls::CertificateError;
use url::Url;

use crate::native::throw;

/// Why a request failed, as Node says it.
pub(super) struct Failure {
    message: String,
    code: &'static str,
    properties: Vec<(&'static str, String)>,
}

/// What the system says, and the code that Node has for it.
const CODES: &[(io::ErrorKind, &str)] = &[
    (io::ErrorKind::ConnectionRefused, "ECONNREFUSED"),
    (io::ErrorKind::ConnectionReset, "ECONNRESET"),
    (io::ErrorKind::ConnectionAborted, "ECONNABORTED"),
    (io::ErrorKind::BrokenPipe, "EPIPE"),
    (io::ErrorKind::TimedOut, "ETIMEDOUT"),
    (io::ErrorKind::HostUnreachable, "EHOSTUNREACH"),
    (io::ErrorKind::NetworkUnreachable, "ENETUNREACH"),
    (io::ErrorKind::AddrNotAvailable, "EADDRNOTAVAIL"),
];

/// A server redirects without end.
#[derive(Debug, thiserror::Error)]
#[error("redirect count exceeded")]
pub(super) struct TooManyRedirects;

/// A server redirects to where the sandbox does not let a request go.
#[derive(Debug, thiserror::Error)]
#[error("{}", refusal(.0))]
pub(super) struct RefusedRedirect(pub Url);

fn refusal(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    format!(
        "{host} may not be reached: migrations, seeds and knexfiles reach no network but the database unless they are \
         allowed to: --allow-net or --allow-net={host}, or `net = [\"{host}\"]` under [sandbox] in rungs.toml"
    )
}

impl Failure {
    fn new(message: impl Into<String>, code: &'static str) -> Self {
        Self { message: message.into(), code, properties: Vec::new() }
    }

    pub fn refused(url: &Url) -> Self {
        Self::new(refusal(url), "EACCES")
    }

    pub fn invalid_url(url: &str, error: &url::ParseError) -> Self {
        Self::new(format!("Invalid URL: {url} ({error})"), "ERR_INVALID_URL")
    }

    pub fn invalid(what: &str, value: &str) -> Self {
        Self::new(format!("Invalid {what}: {value:?}"), "ERR_INVALID_ARG_VALUE")
    }

    pub fn aborted() -> Self {
        Self::new("The operation was aborted", "ABORT_ERR")
    }

    pub fn setup(error: &reqwest::Error) -> Self {
        Self::new(format!("HTTP cannot be set up here: {}", innermost(error)), "ERR_HTTP_SETUP")
    }

    /// What went wrong on the way to `url`.
    pub fn of(error: &reqwest::Error, url: &Url) -> Self {
        let causes = causes(error);
        if let Some(refused) = causes.iter().find_map(|cause| cause.downcast_ref::<RefusedRedirect>()) {
            return Self::refused(&refused.0);
        }
        let host = url.host_str().unwrap_or_default();
        let port = url.port_or_known_default().unwrap_or_default();
        let tls = causes.iter().filter_map(|cause| cause.downcast_ref::<io::Error>());
        if let Some(tls) =
            tls.filter_map(io::Error::get_ref).find_map(|inner| inner.downcast_ref::<rustls::Error>())
        {
            return Self::certificate(tls);
        }
        let texts = || causes.iter().map(ToString::to_string);
        if texts().any(|text| text.contains("dns error")) {
            let mut failure = Self::new(format!("getaddrinfo ENOTFOUND {host}"), "ENOTFOUND");
            failure.properties = vec![("syscall", "getaddrinfo".into()), ("hostname", host.into())];
            return failure;
        }
        let kind = causes.iter().find_map(|cause| cause.downcast_ref::<io::Error>()).map(io::Error::kind);
        match kind.and_then(|kind| CODES.iter().find(|(known, _)| *known == kind)) {
            Some((_, code)) if error.is_connect() => {
                let mut failure = Self::new(format!("connect {code} {host}:{port}"), code);
                failure.properties =
                    vec![("syscall", "connect".into()), ("address", host.into()), ("port", port.to_string())];
                failure
            }
            _ if error.is_timeout() => Self::new(format!("connect ETIMEDOUT {host}:{port}"), "ETIMEDOUT"),
            Some((_, code)) => Self::new(format!("read {code}"), code),
            None if texts().any(|text| text.contains("connection closed")) => {
                Self::new("socket hang up", "ECONNRESET")
            }
            None => Self::new(innermost(error), "ERR_HTTP"),
        }
    }

    /// OpenSSL's words, which programs look for.
    fn certificate(error: &rustls::Error) -> Self {
        match error {
            rustls::Error::InvalidCertificate(CertificateError::UnknownIssuer) => {
                Self::new("unable to verify the first certificate", "UNABLE_TO_VERIFY_LEAF_SIGNATURE")
            }
            rustls::Error::InvalidCertificate(
                CertificateError::Expired | CertificateError::ExpiredContext { .. },
            ) => Self::new("certificate has expired", "CERT_HAS_EXPIRED"),
            rustls::Error::InvalidCertificate(
                CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. },
            ) => Self::new(
                format!("Hostname/IP does not match certificate's altnames: {error}"),
                "ERR_TLS_CERT_ALTNAME_INVALID",
            ),
            other => Self::new(other.to_string(), "ERR_SSL"),
        }
    }

    /// Throws it into JavaScript.
    pub fn throw(self, ctx: &Ctx<'_>) -> rquickjs::Error {
        throw(ctx, &self.message, self.code, &self.properties)
    }
}

/// What lies behind an error, the nearest first.
fn causes(error: &reqwest::Error) -> Vec<&(dyn Error + 'static)> {
    let mut causes = Vec::new();
    let mut next = error.source();
    while let Some(cause) = next {
        causes.push(cause);
        next = cause.source();
    }
    causes
}

/// What it all began with.
fn innermost(error: &reqwest::Error) -> String {
    causes(error).last().map_or_else(|| error.to_string(), ToString::to_string)
}
