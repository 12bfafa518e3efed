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
    into_last_from(Timestamp::now(), base, directories, name, text)
}

fn into_last_from(
    earliest: Timestamp,
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
    let path = unused(earliest, |time| last.join(name(&time.strftime("%Y%m%d%H%M%S").to_string())));
    fs::write(&path, text).map_err(|error| Trouble::File { doing: "write", path: path.clone(), error })?;
    Ok(path)
}

/// The path for this second, `time`, or the first one later that is not taken. A path that does not depend on the time is
/// taken over, as Knex does it.
fn unused(mut time: Timestamp, path: impl Fn(Timestamp) -> PathBuf) -> PathBuf {
    loop {
        let found = path(time);
        let Ok(next) = time.checked_add(SignedDuration::from_secs(1)) else { return found };
        if !found.exists() || path(next) == found {
            return found;
        }
        time = next;
    }
}

/// Makes several files in the last of `directories`, whose names keep their order: each a second after the one before
/// it. `files` are names without time and extension, and texts. Returns their paths.
pub(super) fn series(
    base: &Path,
    directories: &[PathBuf],
    extension: &str,
    files: &[(String, String)],
) -> Result<Vec<PathBuf>, Trouble> {
    let mut paths = Vec::new();
    let mut earliest = Timestamp::now();
    for (name, text) in files {
        let path =
            into_last_from(earliest, base, directories, |time| format!("{time}_{name}.{extension}"), text)?;
        paths.push(path);
        earliest = earliest.checked_add(SignedDuration::from_secs(1)).unwrap_or(earliest);
    }
    Ok(paths)
}

/// The name without a dash in front, which Knex 3.3.0 drops.
pub(super) fn without_dash(name: &str) -> &str {
    name.strip_prefix('-').unwrap_or(name)
}
