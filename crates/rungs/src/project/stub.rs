use std::path::{Path, PathBuf};

use rungs_run::discovery::{SystemError, resolve};

use crate::diagnostics::Trouble;

/// The template of a new file, where it is not one of ours.
pub struct Stub(PathBuf);

impl Stub {
    /// The template that was asked for: a path when there is a slash in it, else a file of that name in the folder that
    /// the project is configured with (Knex 3.3.0, `getStubPath`). If none was, the one that the project is
    /// configured with. `kind` is `migrations` or `seeds`.
    ///
    /// # Errors
    /// When a name was given and no folder is configured.
    pub fn choose(
        kind: &str,
        asked: Option<&str>,
        configured: Option<&Path>,
        folder: Option<&Path>,
    ) -> Result<Option<Self>, Trouble> {
        match (asked, folder) {
            (Some(path), _) if path.contains('/') => Ok(Some(Self(path.into()))),
            (Some(name), Some(folder)) => Ok(Some(Self(folder.join(name)))),
            (Some(name), None) => Err(Trouble::NoStubFolder { kind: kind.to_owned(), name: name.to_owned() }),
            (None, _) => Ok(configured.map(|path| Self(path.to_owned()))),
        }
    }

    /// Its text. Relative paths are resolved against `base`.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn read(&self, base: &Path) -> Result<String, Trouble> {
        std::fs::read_to_string(resolve(base, &self.0)).map_err(|error| {
            Trouble::refused(format!("Error: {}, open '{}'", SystemError::of(&error), self.0.display()))
        })
    }
}
