use std::path::{Path, PathBuf};

use super::extension::extension;
use super::order::javascript_order;
use super::read;
use super::resolve::resolve;
use crate::{Error, SeedSettings};

/// Lists a project's seed files in the order in which they run, as absolute paths when `base` is one (Knex 3.3.0,
/// `FsSeeds.getSeeds`).
///
/// # Errors
/// When a directory cannot be read, or the one seed that was asked for does not exist.
pub fn seeds(settings: &SeedSettings, base: &Path) -> Result<Vec<PathBuf>, Error> {
    let mut files = Vec::new();
    for directory in &settings.directories {
        collect(&resolve(base, directory), settings.recursive, &mut files)?;
    }
    files.retain(|file| {
        let extension = extension(name(file));
        settings.load_extensions.iter().any(|known| known == extension)
    });
    if !settings.sort_dirs_separately {
        files.sort_by(|left, right| javascript_order(&left.to_string_lossy(), &right.to_string_lossy()));
    }
    if let Some(specific) = settings.specific.as_deref() {
        files.retain(|file| name(file) == specific);
        if files.is_empty() {
            return Err(Error::NoSuchSeed { name: specific.to_owned() });
        }
    }
    Ok(files)
}

fn collect(directory: &Path, recursive: bool, files: &mut Vec<PathBuf>) -> Result<(), Error> {
    let mut names = read::names(directory)?;
    names.sort_by(|left, right| javascript_order(left, right));
    for name in names {
        let path = directory.join(name);
        if !path.is_dir() {
            files.push(path);
        } else if recursive {
            collect(&path, recursive, files)?;
        }
    }
    Ok(())
}

fn name(file: &Path) -> &str {
    file.file_name().and_then(|name| name.to_str()).unwrap_or_default()
}
