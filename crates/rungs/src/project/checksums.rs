//! Checksums of files, remembered: a thousand migrations that nobody touched are read, but not parsed.

use std::collections::HashMap;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};

use rungs_js::Fingerprinter;

use crate::diagnostics::Trouble;

/// Checksums of what files do, by what is written in them.
pub(super) struct Checksums {
    fingerprinter: Option<Fingerprinter>,
    remembered: HashMap<u64, String>,
    used: HashMap<u64, String>,
    /// Where they are remembered; `None` where this user has no such place.
    path: Option<PathBuf>,
    is_new: bool,
}

impl Checksums {
    /// Those of the project in `folder`. What cannot be read is not remembered.
    pub(super) fn open(folder: &Path) -> Self {
        let path = cache_folder().map(|cache| {
            let name = format!("{}-{:016x}", env!("CARGO_PKG_VERSION"), hash(&folder.to_string_lossy()));
            cache.join("rungs").join("checksums").join(name)
        });
        let text = path.as_ref().and_then(|path| std::fs::read_to_string(path).ok()).unwrap_or_default();
        let entry = |line: &str| {
            let (written, checksum) = line.split_once(' ')?;
            Some((u64::from_str_radix(written, 16).ok()?, checksum.to_owned()))
        };
        let remembered = text.lines().filter_map(entry).collect();
        Self { fingerprinter: None, remembered, used: HashMap::new(), path, is_new: false }
    }

    /// The checksum of what the file does.
    ///
    /// # Errors
    /// When it cannot be read.
    pub(super) fn of(&mut self, file: &Path) -> Result<String, Trouble> {
        let bytes = std::fs::read(file).map_err(|error| Trouble::File {
            doing: "read",
            path: file.to_owned(),
            error,
        })?;
        // How a text is read depends on what it is called.
        let written = hash(&(file.extension(), &bytes));
        let checksum = self.remembered.get(&written).or_else(|| self.used.get(&written)).cloned();
        let checksum = checksum.unwrap_or_else(|| {
            self.is_new = true;
            self.fingerprinter.get_or_insert_with(Fingerprinter::default).of(file, &bytes).checksum
        });
        self.used.insert(written, checksum.clone());
        Ok(checksum)
    }

    /// Remembers those that were asked for. That it cannot is nobody's concern.
    pub(super) fn save(&mut self) {
        let Some(path) = self.path.as_ref().filter(|_| self.is_new) else { return };
        let mut lines: Vec<String> =
            self.used.iter().map(|(written, checksum)| format!("{written:016x} {checksum}\n")).collect();
        lines.sort();
        if let Some(folder) = path.parent() {
            let _ = std::fs::create_dir_all(folder);
        }
        // Another run may be reading it.
        let half = path.with_extension(std::process::id().to_string());
        if std::fs::write(&half, lines.concat()).is_ok() {
            let _ = std::fs::rename(&half, path);
        }
        self.is_new = false;
    }
}

/// Where this user's programs keep what can be made again.
fn cache_folder() -> Option<PathBuf> {
    let named = ["XDG_CACHE_HOME", "LOCALAPPDATA"].iter().find_map(std::env::var_os).map(PathBuf::from);
    named.filter(|path| path.is_absolute()).or_else(|| Some(std::env::home_dir()?.join(".cache")))
}

fn hash(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}
