//! Whether to encrypt, whom to trust, and how to show who we are.

use serde_json::Value;
use std::path::PathBuf;

use crate::error::Error;
use crate::secret::Secret;

/// How much of TLS is wanted (PostgreSQL manual, "SSL Mode Descriptions"). Unix sockets never use it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum SslMode {
    /// Never.
    Disable,
    /// Only if the server refuses the connection without.
    Allow,
    /// If the server offers it, else without.
    #[default]
    Prefer,
    /// Always; the server's certificate is verified only if a file with root certificates is there.
    Require,
    /// Always, and the certificate must come from a trusted authority.
    VerifyCa,
    /// Always, and the certificate must come from a trusted authority and be for the host's name.
    VerifyFull,
}

/// Certificates or a key, in a file or as text. Never printed: the text may be a private key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pem {
    /// The path of a file in the PEM format.
    File(PathBuf),
    /// The contents of such a file.
    Text(Secret),
}

/// Which authorities are trusted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Roots {
    /// `~/.postgresql/root.crt`, if it is there.
    #[default]
    Default,
    /// Those that the operating system trusts.
    System,
    /// Anybody: certificates are not verified.
    Unchecked,
    /// Those given.
    Given(Vec<Pem>),
}

/// Whether SCRAM is bound to the TLS connection (PostgreSQL manual, "channel_binding").
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum ChannelBinding {
    /// Never.
    Disable,
    /// When the server offers it.
    #[default]
    Prefer,
    /// Always: fail when it cannot be had.
    Require,
}

/// All settings about TLS.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TlsConfig {
    /// How much of it.
    pub mode: SslMode,
    /// Which authorities are trusted.
    pub roots: Roots,
    /// Our own certificate; by default `~/.postgresql/postgresql.crt`, if it is there.
    pub certificate: Option<Pem>,
    /// Its private key, not encrypted; by default `~/.postgresql/postgresql.key`.
    pub key: Option<Pem>,
    /// The name to expect in the server's certificate instead of the host's.
    pub server_name: Option<String>,
    /// Whether SCRAM is bound to the TLS connection.
    pub channel_binding: ChannelBinding,
    /// Whether `mode` was chosen, not left at its default.
    pub mode_given: bool,
}

const MODES: &[(&str, SslMode)] = &[
    ("disable", SslMode::Disable),
    ("allow", SslMode::Allow),
    ("prefer", SslMode::Prefer),
    ("require", SslMode::Require),
    ("verify-ca", SslMode::VerifyCa),
    ("verify-full", SslMode::VerifyFull),
];

const BINDINGS: &[(&str, ChannelBinding)] = &[
    ("disable", ChannelBinding::Disable),
    ("prefer", ChannelBinding::Prefer),
    ("require", ChannelBinding::Require),
];

impl TlsConfig {
    /// Sets libpq's `sslmode`, or node pg's addition to it, `no-verify`.
    pub(crate) fn set_mode(&mut self, value: &str) -> Result<(), String> {
        if value == "no-verify" {
            (self.mode, self.roots) = (SslMode::Require, Roots::Unchecked);
            return Ok(());
        }
        self.mode = among(MODES, value)?;
        self.mode_given = true;
        if self.roots == Roots::Unchecked {
            self.roots = Roots::Default;
        }
        Ok(())
    }

    /// The system trusts authorities that certify anybody: with them the host's name must be checked, and that is
    /// the default then (PostgreSQL manual, "sslrootcert").
    pub(crate) fn check(&mut self) -> Result<(), String> {
        if self.roots != Roots::System || self.mode == SslMode::VerifyFull {
            return Ok(());
        }
        if self.mode_given {
            return Err("with sslrootcert=system only verify-full can be used".to_owned());
        }
        self.mode = SslMode::VerifyFull;
        Ok(())
    }

    /// Sets libpq's `channel_binding`.
    pub(crate) fn set_channel_binding(&mut self, value: &str) -> Result<(), String> {
        self.channel_binding = among(BINDINGS, value)?;
        Ok(())
    }

    /// Sets libpq's `sslrootcert`: a path, or `system`, which asks for `verify-full`.
    pub(crate) fn set_root_certificate(&mut self, value: &str) {
        self.roots = match value {
            "system" => Roots::System,
            path => Roots::Given(vec![Pem::File(path.into())]),
        };
    }

    /// The `ssl` of a knexfile's connection, as Node's `tls` reads it (pg 8): `true` or an object verify the
    /// certificate and the host's name, `rejectUnauthorized: false` does not; `ca`, `cert` and `key` hold PEM
    /// text; `servername` replaces the host's name.
    pub(crate) fn from_node(ssl: &Value) -> Result<TlsConfig, Error> {
        let object = match ssl {
            Value::Null | Value::Bool(false) => {
                return Ok(TlsConfig { mode: SslMode::Disable, ..TlsConfig::default() });
            }
            Value::Object(object) => object.clone(),
            Value::String(mode) if mode == "no-verify" => {
                [("rejectUnauthorized".to_owned(), Value::Bool(false))].into_iter().collect()
            }
            _ => serde_json::Map::new(),
        };
        let verifies = object.get("rejectUnauthorized") != Some(&Value::Bool(false));
        let authorities = texts(object.get("ca"), "ssl.ca")?;
        Ok(TlsConfig {
            mode: if verifies { SslMode::VerifyFull } else { SslMode::Require },
            roots: match verifies {
                false => Roots::Unchecked,
                true if authorities.is_empty() => Roots::System,
                true => Roots::Given(authorities),
            },
            certificate: texts(object.get("cert"), "ssl.cert")?.pop(),
            key: texts(object.get("key"), "ssl.key")?.pop(),
            server_name: object.get("servername").and_then(Value::as_str).map(str::to_owned),
            ..TlsConfig::default()
        })
    }
}

/// PEM text as JavaScript gives it: a string, a list of them, or a `Buffer` turned into JSON.
fn texts(value: Option<&Value>, keyword: &str) -> Result<Vec<Pem>, Error> {
    let invalid = || Error::InvalidSetting {
        keyword: keyword.to_owned(),
        reason: "it is neither text nor a Buffer in the PEM format".to_owned(),
    };
    match value {
        None | Some(Value::Null | Value::Bool(false)) => Ok(Vec::new()),
        Some(Value::String(text)) => Ok(vec![Pem::Text(text.as_str().into())]),
        Some(Value::Array(items)) => {
            let each: Result<Vec<_>, _> = items.iter().map(|item| texts(Some(item), keyword)).collect();
            Ok(each?.into_iter().flatten().collect())
        }
        Some(Value::Object(buffer)) => {
            let bytes = buffer.get("data").and_then(Value::as_array).ok_or_else(invalid)?;
            let bytes: Option<Vec<u8>> =
                bytes.iter().map(|byte| byte.as_u64().and_then(|byte| u8::try_from(byte).ok())).collect();
            let text = bytes.and_then(|bytes| String::from_utf8(bytes).ok()).ok_or_else(invalid)?;
            Ok(vec![Pem::Text(text.into())])
        }
        Some(_) => Err(invalid()),
    }
}

pub(crate) fn among<T: Copy>(rows: &[(&str, T)], value: &str) -> Result<T, String> {
    let found = rows.iter().find(|(name, _)| *name == value).map(|(_, row)| *row);
    found.ok_or_else(|| {
        let names: Vec<&str> = rows.iter().map(|(name, _)| *name).collect();
        format!("it is none of {}", names.join(", "))
    })
}
