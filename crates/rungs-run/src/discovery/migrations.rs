use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::extension::extension;
use super::order::javascript_order;
use super::read;
use super::resolve::resolve;
use crate::{Error, MigrationSettings, stem};

/// A file that is a migration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MigrationFile {
    /// The directory as the project's settings name it.
    pub directory: PathBuf,
    /// The file's name in it, which is the migration's name in the ledger.
    pub file: String,
}

impl MigrationFile {
    /// The file, its directory resolved against `base`.
    pub fn path(&self, base: &Path) -> PathBuf {
        super::resolve(base, &self.directory).join(&self.file)
    }
}

/// Lists a project's migration files in the order in which they run (Knex 3.3.0, `FsMigrations.getMigrations`):
/// all sorted by name, or each directory's for itself. Relative directories are resolved against `base`. No file
/// is opened.
///
/// # Errors
/// When a directory cannot be read, or two files have one stem.
pub fn migrations(settings: &MigrationSettings, base: &Path) -> Result<Vec<MigrationFile>, Error> {
    let mut files = Vec::new();
    for directory in &settings.directories {
        let mut names = read::names(&resolve(base, directory))?;
        names.retain(|file| settings.load_extensions.iter().any(|known| known == extension(file)));
        names.sort_by(|left, right| javascript_order(left, right));
        files.extend(names.into_iter().map(|file| MigrationFile { directory: directory.clone(), file }));
    }
    if !settings.sort_dirs_separately && settings.directories.len() > 1 {
        files.sort_by(|left, right| javascript_order(&left.file, &right.file));
    }
    refuse_same_stems(&files, base)?;
    Ok(files)
}

fn refuse_same_stems(files: &[MigrationFile], base: &Path) -> Result<(), Error> {
    let mut seen: HashMap<&str, &MigrationFile> = HashMap::with_capacity(files.len());
    for file in files {
        let stem = stem(&file.file);
        if let Some(first) = seen.insert(stem, file) {
            return Err(Error::SameStem {
                stem: stem.to_owned(),
                first: first.path(base),
                second: file.path(base),
            });
        }
    }
    Ok(())
}
