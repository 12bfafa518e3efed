use std::fs;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use rungs_run::discovery::resolve;

use crate::diagnostics::Trouble;

/// Makes a file named `name` in the last of `directories`, and all of these where they are missing (Knex 3.3.0,
/// `MigrationGenerator`, `Seeder`). Relative ones are resolved against `base`. Returns the file's path.
pub(super) fn into_last(
    base: &Path,
    directories: &[PathBuf],
    name: &str,
    text: &str,
) -> Result<PathBuf, Trouble> {
    for directory in directories {
        let directory = resolve(base, directory);
        fs::create_dir_all(&directory).map_err(|error| Trouble::File {
            doing: "make",
            path: directory,
            error,
        })?;
    }
    let last = directories.last().map_or_else(|| base.to_owned(), |last| resolve(base, last));
    let path = last.join(name);
    fs::write(&path, text).map_err(|error| Trouble::File { doing: "write", path: path.clone(), error })?;
    Ok(path)
}

/// The time as new files are named by it, in UTC: `20240102030405`.
pub(super) fn timestamp() -> String {
    Timestamp::now().strftime("%Y%m%d%H%M%S").to_string()
}

/// The name without a dash in front, which Knex 3.3.0 drops.
pub(super) fn without_dash(name: &str) -> &str {
    name.strip_prefix('-').unwrap_or(name)
}
