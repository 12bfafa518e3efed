//! What a source file *does*, as a checksum: equal for two files that differ in how they are written only.
//!
//! These are equal: comments, white space, line breaks; quotes, semicolons, trailing commas, parentheses and quoted keys
//! that a formatter adds or takes; TypeScript and the JavaScript that tsc or esbuild makes of it (with a target that has
//! `async`); ES modules and the CommonJS that both make of them. These are not: names, values, the order of
//! statements; what a build replaces by other code (tsc's enums and namespaces, syntax lowered to an older language).

mod canonical;
mod forms;
mod needs;

use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::{
    modules::{Kind, Resolver, Target},
    node_options::NodeOptions,
};
use canonical::canonical;

/// A file's checksum, and what else has a say in what it does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fingerprint {
    /// 32 hexadecimal digits.
    pub checksum: String,
    /// Files of the team's own that it imports or names by a path from its own folder, sorted; packages are not among
    /// them. A path that is put together while the code runs is not known.
    pub needs: Vec<PathBuf>,
}

/// Makes fingerprints. Starts no engine and runs nothing.
pub struct Fingerprinter {
    resolver: Resolver,
}

/// Extensions of code; of all other files every byte counts but the form of line breaks.
const CODE: &[&str] = &["ts", "tsx", "mts", "cts", "js", "jsx", "mjs", "cjs"];

impl Default for Fingerprinter {
    fn default() -> Self {
        let node_options = std::env::var("NODE_OPTIONS").unwrap_or_default();
        Self { resolver: Resolver::new(&NodeOptions::parse(&node_options).conditions) }
    }
}

impl Fingerprinter {
    /// The fingerprint of the file `path` that holds `bytes`. A file that cannot be parsed counts as it is written.
    pub fn of(&self, path: &Path, bytes: &[u8]) -> Fingerprint {
        let is_code = path.extension().and_then(|e| e.to_str()).is_some_and(|e| CODE.contains(&e));
        let text = std::str::from_utf8(bytes).ok();
        let form = text.filter(|_| is_code).and_then(|text| canonical(path, text).ok());
        let Some(form) = form else {
            let written = text.map(|text| text.trim_start_matches('\u{feff}').replace("\r\n", "\n"));
            let checksum = digest(written.as_deref().map_or(bytes, str::as_bytes));
            return Fingerprint { checksum, needs: Vec::new() };
        };
        let imported = form.specifiers.iter().filter_map(|specifier| {
            match self.resolver.resolve(specifier, path, Kind::Import, |name| name == "knex") {
                Ok(Target::File(file)) if !in_packages(&file) => Some(file),
                _ => None,
            }
        });
        let folder = path.parent().unwrap_or(Path::new(""));
        let named = form.paths.iter().flat_map(|parts| files_at(folder, parts, path));
        let mut needs: Vec<PathBuf> = imported.chain(named).filter(|file| file != path).collect();
        needs.sort();
        needs.dedup();
        Fingerprint { checksum: digest(form.code.as_bytes()), needs }
    }
}

/// The checksum of bytes as they are.
fn digest(bytes: &[u8]) -> String {
    hex::encode(&Sha256::digest(bytes)[..16])
}

fn in_packages(file: &Path) -> bool {
    file.components().any(|part| part.as_os_str() == "node_modules")
}

/// The file that a path leads to; of a folder beside the migrations its files, since one of them may be read.
fn files_at(folder: &Path, parts: &[String], own: &Path) -> Vec<PathBuf> {
    let joined = parts.iter().fold(folder.to_path_buf(), |path, part| path.join(part));
    let Ok(path) = joined.canonicalize() else { return Vec::new() };
    if path.is_file() {
        return vec![path];
    }
    if own.starts_with(&path) || in_packages(&path) {
        return Vec::new();
    }
    let entries = std::fs::read_dir(&path).into_iter().flatten().flatten();
    entries.map(|entry| entry.path()).filter(|path| path.is_file()).collect()
}
