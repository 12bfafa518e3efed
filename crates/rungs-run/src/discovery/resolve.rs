use std::path::{Component, Path, PathBuf};

/// `path` below `base`, without `.` and `..` in it, as Node's `path.resolve` gives it: symbolic links stay.
pub fn resolve(base: &Path, path: &Path) -> PathBuf {
    let mut resolved = PathBuf::new();
    for part in base.join(path).components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                resolved.pop();
            }
            part => resolved.push(part),
        }
    }
    resolved
}
