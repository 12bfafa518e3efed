use std::path::{Path, PathBuf};

/// Extensions of knexfiles in the order in which one folder is searched: Knex 3.3.0's (`bin/cli.js`), then those that
/// Knex reads only when it is told their names.
const EXTENSIONS: &[&str] = &["js", "mjs", "coffee", "ts", "eg", "ls", "cjs", "mts", "cts", "json"];

/// The knexfile in `directory`, or in the nearest folder above that has one.
pub(super) fn find(directory: &Path) -> Option<PathBuf> {
    directory.ancestors().find_map(|folder| {
        let candidates = EXTENSIONS.iter().map(|extension| folder.join(format!("knexfile.{extension}")));
        // A link that leads nowhere is found as well: it is said to be broken, not passed over.
        candidates.into_iter().find(|path| path.symlink_metadata().is_ok())
    })
}
