use std::io;
use std::path::Path;

use crate::Error;

/// The names in a directory, unsorted.
pub(super) fn names(directory: &Path) -> Result<Vec<String>, Error> {
    let entries = std::fs::read_dir(directory).map_err(|error| refused(directory, error))?;
    entries
        .map(|entry| {
            let entry = entry.map_err(|error| refused(directory, error))?;
            Ok(entry.file_name().to_string_lossy().into_owned())
        })
        .collect()
}

/// The error in Node's words (`ENOENT: no such file or directory, scandir '/x'`), which Knex passes on.
fn refused(directory: &Path, source: io::Error) -> Error {
    let (code, reason) = match source.kind() {
        io::ErrorKind::NotFound => ("ENOENT", "no such file or directory".to_owned()),
        io::ErrorKind::NotADirectory => ("ENOTDIR", "not a directory".to_owned()),
        io::ErrorKind::PermissionDenied => ("EACCES", "permission denied".to_owned()),
        _ => ("EIO", source.to_string()),
    };
    Error::Directory { code, reason, path: directory.to_owned(), source }
}
