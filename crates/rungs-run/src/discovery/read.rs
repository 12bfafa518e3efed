use std::io;
use std::path::Path;

use super::system_error::SystemError;
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

fn refused(directory: &Path, source: io::Error) -> Error {
    Error::Directory { reason: SystemError::of(&source), path: directory.to_owned(), source }
}
