use std::path::{Path, PathBuf};

use rungs_run::FrontEndError;

/// The oldest major version that runs Rungs' part.
const OLDEST: u32 = 18;

/// The team's Node.
#[derive(Debug, Clone)]
pub(super) struct Program {
    /// Where it is.
    pub path: PathBuf,
}

impl Program {
    /// The one that is named, else the first on the `PATH`.
    pub fn find(named: Option<&Path>) -> Option<Self> {
        let path = match named {
            Some(path) if path.components().count() > 1 => path.is_file().then(|| path.to_owned()),
            name => on_path(name.unwrap_or(Path::new("node"))),
        };
        path.map(|path| Self { path })
    }

    /// Refuses a version that is too old; `version` is what `process.version` says.
    ///
    /// # Errors
    /// With what to do.
    pub fn check(&self, version: &str) -> Result<(), FrontEndError> {
        let major = version.trim_start_matches('v').split('.').next().and_then(|major| major.parse().ok());
        if major.is_some_and(|major: u32| major >= OLDEST) {
            return Ok(());
        }
        let path = self.path.display();
        Err(FrontEndError::new(format!("{path} is Node {version}, and Rungs needs Node {OLDEST} or newer"))
            .with_hint("Install a newer one, or say in the variable RUNGS_NODE where there is one."))
    }
}

fn on_path(name: &Path) -> Option<PathBuf> {
    let folders = std::env::var_os("PATH")?;
    std::env::split_paths(&folders).map(|folder| folder.join(name)).find(|path| path.is_file())
}
