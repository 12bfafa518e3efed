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
    /// Files are free to read and write, other programs are not: for code that is trusted.
    pub fn all_files() -> Self {
        Self { read: Access::Anywhere, write: Access::Anywhere, run: false }
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
