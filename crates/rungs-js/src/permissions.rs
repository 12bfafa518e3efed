use std::path::{Path, PathBuf};

/// What JavaScript may do to the machine. It may read what the user may read; it has no network but the embedder's
/// own, and starts no processes.
#[derive(Debug, Clone, Default)]
pub struct Permissions {
    /// Where files may be written; `None` allows it anywhere.
    pub write: Option<Vec<PathBuf>>,
}

impl Permissions {
    /// Whether `path` may be created, changed or deleted.
    ///
    /// # Errors
    /// A message for the user.
    pub(crate) fn check_write(&self, path: &Path) -> Result<(), String> {
        let Some(allowed) = &self.write else { return Ok(()) };
        let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
        if allowed.iter().any(|folder| absolute.starts_with(folder)) {
            return Ok(());
        }
        Err(format!("permission denied: migrations may not write to '{}'", path.display()))
    }
}
