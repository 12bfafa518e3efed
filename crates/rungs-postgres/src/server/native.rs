//! Servers that are installed on the machine.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Where packagers put versions side by side: folder, how its entries start, where programs are below an entry.
const PLACES: [(&str, &str, &str); 8] = [
    ("/usr/lib/postgresql", "", "bin"),         // Debian, Ubuntu
    ("/usr", "pgsql-", "bin"),                  // RHEL, Fedora with PGDG's packages
    ("/usr/libexec", "postgresql", ""),         // Alpine
    ("/usr/local", "pgsql", "bin"),             // built from source
    ("/opt/homebrew/opt", "postgresql", "bin"), // Homebrew on Apple silicon
    ("/usr/local/opt", "postgresql", "bin"),    // Homebrew on Intel
    ("/home/linuxbrew/.linuxbrew/opt", "postgresql", "bin"),
    ("/Applications/Postgres.app/Contents/Versions", "", "bin"),
];

/// An installation that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Installation {
    /// The folder that holds `postgres` and `initdb`.
    pub(crate) bin: PathBuf,
    /// What `postgres --version` says: `15.14`.
    pub(crate) version: String,
    /// PostgreSQL's major version.
    pub(crate) major: u32,
}

impl Installation {
    /// Asks the programs in a folder for their version; `None` where they are missing or do not run.
    pub(crate) fn ask(bin: &Path) -> Option<Self> {
        let postgres = bin.join("postgres");
        if !postgres.is_file() || !bin.join("initdb").is_file() {
            return None;
        }
        let output = Command::new(&postgres).arg("--version").output().ok()?;
        let (version, major) = parse_version(&String::from_utf8_lossy(&output.stdout))?;
        Some(Self { bin: bin.to_owned(), version, major })
    }
}

/// Every installation of this machine, newest first; of equal ones the first that `PATH` names.
pub(crate) fn installations() -> Vec<Installation> {
    let mut folders: Vec<PathBuf> = Vec::new();
    let on_path =
        env::var_os("PATH").map(|path| env::split_paths(&path).collect::<Vec<_>>()).unwrap_or_default();
    let placed = PLACES.iter().flat_map(|place| expand(*place));
    for folder in on_path.into_iter().chain(told_by_pg_config()).chain(placed) {
        // PATH often names the same folder twice, and links lead to one: /bin is /usr/bin.
        if let Ok(folder) = folder.join("postgres").canonicalize().map(|file| parent(&file))
            && !folders.contains(&folder)
        {
            folders.push(folder);
        }
    }
    let mut found: Vec<_> = folders.iter().filter_map(|folder| Installation::ask(folder)).collect();
    found.sort_by_key(|installation| std::cmp::Reverse(installation.major));
    found
}

fn parent(file: &Path) -> PathBuf {
    file.parent().unwrap_or(file).to_owned()
}

fn expand((folder, prefix, below): (&str, &str, &str)) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    entries
        .flatten()
        .filter(|entry| entry.file_name().to_string_lossy().starts_with(prefix))
        .map(|entry| entry.path().join(below))
        .collect()
}

fn told_by_pg_config() -> Option<PathBuf> {
    let output = Command::new("pg_config").arg("--bindir").output().ok()?;
    let folder = String::from_utf8(output.stdout).ok()?;
    Some(PathBuf::from(folder.trim_end())).filter(|folder| folder.is_absolute())
}

/// `postgres (PostgreSQL) 15.14 (Debian 15.14-0+deb12u1)` is 15.14; `19devel` is of major 19.
fn parse_version(said: &str) -> Option<(String, u32)> {
    let version = said.strip_prefix("postgres (PostgreSQL) ")?.split_whitespace().next()?;
    let digits = version.find(|c: char| !c.is_ascii_digit()).unwrap_or(version.len());
    Some((version.to_owned(), version[..digits].parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read_as_packagers_print_them() {
        for (said, version, major) in [
            ("postgres (PostgreSQL) 15.14 (Debian 15.14-0+deb12u1)\n", "15.14", 15),
            ("postgres (PostgreSQL) 18.4\n", "18.4", 18),
            ("postgres (PostgreSQL) 19devel\n", "19devel", 19),
        ] {
            assert_eq!(parse_version(said), Some((version.to_owned(), major)));
        }
        assert_eq!(parse_version("pg_config 15.14"), None);
    }
}
