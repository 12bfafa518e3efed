use std::fs;
use std::path::{Path, PathBuf};

use jiff::{SignedDuration, Timestamp};
use rungs_run::discovery::resolve;

use crate::diagnostics::Trouble;

/// Makes a file in the last of `directories`, and all of these where they are missing (Knex 3.3.0, `MigrationGenerator`,
/// `Seeder`). Relative ones are resolved against `base`. `name` makes the file's name of the time in UTC as files are
/// named by it, `20240102030405`; when there is such a file already, of a later second. Returns the file's path.
pub(super) fn into_last(
    base: &Path,
    directories: &[PathBuf],
    name: impl Fn(&str) -> String,
    text: &str,
) -> Result<PathBuf, Trouble> {
    for directory in directories {
        let path = resolve(base, directory);
        fs::create_dir_all(&path).map_err(|error| Trouble::File { doing: "make", path, error })?;
    }
    let last = directories.last().map_or_else(|| base.to_owned(), |last| resolve(base, last));
    let path = unused(|time| last.join(name(&time.strftime("%Y%m%d%H%M%S").to_string())));
    fs::write(&path, text).map_err(|error| Trouble::File { doing: "write", path: path.clone(), error })?;
    Ok(path)
}

/// The path for this second, or the first one later that is not taken. A path that does not depend on the time is
/// taken over, as Knex does it.
fn unused(path: impl Fn(Timestamp) -> PathBuf) -> PathBuf {
    let mut time = Timestamp::now();
    loop {
        let found = path(time);
        let Ok(next) = time.checked_add(SignedDuration::from_secs(1)) else { return found };
        if !found.exists() || path(next) == found {
            return found;
        }
        time = next;
    }
}

/// The name without a dash in front, which Knex 3.3.0 drops.
pub(super) fn without_dash(name: &str) -> &str {
    name.strip_prefix('-').unwrap_or(name)
}
