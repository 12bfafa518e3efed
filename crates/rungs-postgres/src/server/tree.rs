//! Copies of the programs.

use std::fs::{self, DirBuilder, Permissions};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, PermissionsExt, symlink};
use std::path::Path;

use super::error::{FileContext, LaunchError};

/// Copies what `wanted` accepts of the folder `from` to `to`, which must not exist, for everybody to read and run.
///
/// Symbolic links are copied as links.
pub(crate) fn copy_programs(
    from: &Path,
    to: &Path,
    wanted: &dyn Fn(&Path) -> bool,
) -> Result<(), LaunchError> {
    DirBuilder::new().mode(0o700).create(to).at("make", to)?;
    open_to_all(to)?;
    for entry in fs::read_dir(from).at("read", from)? {
        let entry = entry.at("read", from)?;
        let (source, target) = (entry.path(), to.join(entry.file_name()));
        if !wanted(&source) {
            continue;
        }
        let kind = entry.file_type().at("read", &source)?;
        if kind.is_dir() {
            copy_programs(&source, &target, wanted)?;
        } else if kind.is_symlink() {
            symlink(fs::read_link(&source).at("read", &source)?, &target).at("make", &target)?;
        } else if kind.is_file() {
            fs::copy(&source, &target).at("copy", &source)?;
            open_to_all(&target)?;
        }
    }
    Ok(())
}

/// Sets the mode apart from making the file, since the umask takes bits away.
fn open_to_all(path: &Path) -> Result<(), LaunchError> {
    let mode = fs::metadata(path).at("look at", path)?.mode();
    let mode = if mode & 0o100 != 0 { 0o755 } else { 0o644 };
    fs::set_permissions(path, Permissions::from_mode(mode)).at("open to readers", path)
}
