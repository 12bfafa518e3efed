use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// As many symbolic links as Linux follows in one path (`MAXSYMLINKS`).
const MOST_LINKS: usize = 40;

/// Where `path`, which is absolute, really leads, also where its end does not exist yet: symbolic links are followed,
/// those to nowhere too, because writing would go through them. `None` when that cannot be told.
pub(super) fn real_path(path: &Path) -> Option<PathBuf> {
    let mut current = path.to_path_buf();
    let mut missing: Vec<OsString> = Vec::new();
    let mut links = 0;
    loop {
        if let Ok(real) = std::fs::canonicalize(&current) {
            return Some(missing.into_iter().rev().fold(real, |path, name| path.join(name)));
        }
        if let Ok(target) = std::fs::read_link(&current) {
            links += 1;
            if links > MOST_LINKS {
                return None;
            }
            current = current.parent()?.join(target);
            continue;
        }
        // A path that goes up from a folder that does not exist has no name here, and is not told.
        missing.push(current.file_name()?.to_os_string());
        current = current.parent()?.to_path_buf();
    }
}

/// As [`real_path`], but a symbolic link at the end is itself what is meant.
pub(super) fn real_path_of_link(path: &Path) -> Option<PathBuf> {
    let name = path.file_name()?;
    Some(real_path(path.parent()?)?.join(name))
}
