use std::path::{Path, PathBuf};

/// What JavaScript may do to the machine.
#[derive(Debug, Clone, Default)]
pub struct Permissions {
    /// Which files it may read, and load as modules.
    pub read: Access,
    /// Which files it may create, change and delete.
    pub write: Access,
    /// Whether it may start other programs.
    pub run: bool,
    /// Which servers it may ask by HTTP.
    pub net: Net,
}

/// The part of the network that may be reached.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Net {
    /// None of it.
    #[default]
    Nowhere,
    /// All of it.
    Anywhere,
    /// These hosts: `api.example.org` on all its ports, `127.0.0.1:8080` on one.
    Hosts(Vec<String>),
}

impl Net {
    /// Whether a URL leads to what may be reached.
    pub(crate) fn holds(&self, url: &url::Url) -> bool {
        let Self::Hosts(hosts) = self else { return *self == Self::Anywhere };
        let (Some(host), Some(port)) = (url.host_str(), url.port_or_known_default()) else { return false };
        let named = format!("{host}:{port}");
        hosts.iter().any(|allowed| allowed.eq_ignore_ascii_case(host) || allowed.eq_ignore_ascii_case(&named))
    }
}

/// The part of the file system that something is allowed in.
#[derive(Debug, Clone)]
pub enum Access {
    /// All of it.
    Anywhere,
    /// These files, and what is below these folders.
    Below(Vec<PathBuf>),
}

impl Default for Access {
    /// Nothing.
    fn default() -> Self {
        Self::Below(Vec::new())
    }
}

impl Permissions {
    /// Files are free to read and write, other programs and the network are not: for code that is trusted.
    pub fn all_files() -> Self {
        Self { read: Access::Anywhere, write: Access::Anywhere, run: false, net: Net::Nowhere }
    }
}

impl Access {
    /// Whether it holds `path`, which is real: absolute, without symbolic links.
    pub(super) fn holds(&self, path: &Path) -> bool {
        match self {
            Self::Anywhere => true,
            Self::Below(roots) => roots.iter().any(|root| path.starts_with(root)),
        }
    }

    /// The same with its paths made real, as far as they exist.
    pub(super) fn real(self) -> Self {
        match self {
            Self::Anywhere => Self::Anywhere,
            Self::Below(roots) => Self::Below(
                roots.into_iter().map(|root| std::fs::canonicalize(&root).unwrap_or(root)).collect(),
            ),
        }
    }
}
