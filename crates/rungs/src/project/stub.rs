use std::path::{Path, PathBuf};

use rungs_run::discovery::resolve;

use crate::diagnostics::Trouble;

/// The template of a new file, where it is not one of ours.
pub struct Stub(PathBuf);

impl Stub {
    /// The template that was asked for: a path when there is a slash in it, else a file of that name in the first of
    /// the kind's folders (Knex 3.3.0, `getStubPath`). If none was, the one that the project is configured with.
    pub fn choose(asked: Option<&str>, configured: Option<&Path>, directories: &[PathBuf]) -> Option<Self> {
        match asked {
            Some(path) if path.contains('/') => Some(Self(path.into())),
            Some(name) => {
                Some(Self(directories.first().map_or_else(|| name.into(), |first| first.join(name))))
            }
            None => configured.map(|path| Self(path.to_owned())),
        }
    }

    /// Its text. Relative paths are resolved against `base`.
    pub fn read(&self, base: &Path) -> Result<String, Trouble> {
        let path = resolve(base, &self.0);
        std::fs::read_to_string(&path).map_err(|error| Trouble::File {
            doing: "read the template",
            path,
            error,
        })
    }
}
