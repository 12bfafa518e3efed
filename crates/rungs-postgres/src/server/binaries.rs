//! Which programs a server is made of.

use std::env;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::cache::Cache;
use super::carried::{Carried, carried};
use super::choice::ServerChoice;
use super::error::{FileContext, LaunchError};
use super::native::{Installation, installations};
use super::package::{Package, RELEASES, packages_above, packages_in};
use super::tree::copy_programs;

/// The programs of one version, ready to run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Binaries {
    /// The folder that holds `postgres` and `initdb`.
    pub(crate) bin: PathBuf,
    /// PostgreSQL's version as its origin names it: `18.4.0-beta.17`, `15.14`.
    pub(crate) version: String,
    /// PostgreSQL's major version.
    pub(crate) major: u32,
    /// A word for file names, different for programs that are different.
    pub(crate) key: String,
}

/// A place to get programs from.
enum Source {
    Carried(Carried),
    Package(Package),
    Installed(Installation),
}

impl Binaries {
    /// PostgreSQL's own version: npm's packages add a third number and a release of theirs (`18.4.0-beta.17` is 18.4).
    pub(crate) fn postgres_version(&self) -> &str {
        self.version.split_once(".0-").map_or(&self.version, |(version, _)| version)
    }

    /// Finds the programs for a choice and puts them where the server's account can run them.
    ///
    /// `embedded` takes, in this order: what `RUNGS_POSTGRES_DIR` names, what this executable carries, a package
    /// in a `node_modules` above `project`, the current folder or the executable, a copy the cache has from an earlier
    /// time, an installation of the same major version. `native` takes `RUNGS_POSTGRES_DIR` or an installation.
    pub(crate) fn find(choice: &ServerChoice, project: &Path, cache: &Cache) -> Result<Self, LaunchError> {
        let mut sources = named_sources();
        let wanted = match choice {
            ServerChoice::Embedded { major } => {
                sources.extend(carried().map(Source::Carried));
                sources.extend(
                    packages_above(starts(project).iter().map(PathBuf::as_path))
                        .into_iter()
                        .map(Source::Package),
                );
                Some(*major)
            }
            ServerChoice::Native { major } => {
                sources.extend(installations().into_iter().map(Source::Installed));
                *major
            }
            ServerChoice::Url(_) => return Err(LaunchError::NotOurs { what: "starting a server" }),
        };
        let fits = |source: &Source| wanted.is_none_or(|wanted| source.major() == Some(wanted));
        if let Some(source) = sources.iter().find(|source| fits(source)) {
            return source.prepare(cache);
        }
        if let ServerChoice::Embedded { major } = choice {
            if let Some(kept) = Self::kept(*major, cache)? {
                return Ok(kept);
            }
            let installed = installations().into_iter().map(Source::Installed);
            sources.extend(installed);
            if let Some(source) = sources.iter().find(|source| fits(source)) {
                return source.prepare(cache);
            }
        }
        Err(not_found(wanted, &sources))
    }

    /// A copy that the cache has although its origin is gone.
    fn kept(major: u32, cache: &Cache) -> Result<Option<Self>, LaunchError> {
        let folder = cache.folder("binaries")?;
        let mut names: Vec<String> = folder
            .read_dir()
            .at("read", &folder)?
            .flatten()
            .filter_map(|entry| entry.file_name().into_string().ok())
            .filter(|name| name.starts_with(&format!("{major}.")) && folder.join(name).join("bin").is_dir())
            .collect();
        names.sort();
        let Some(key) = names.pop() else { return Ok(None) };
        let version = key.rsplit_once('-').map_or(key.as_str(), |(version, _)| version).to_owned();
        Ok(Some(Self { bin: folder.join(&key).join("bin"), version, major, key }))
    }

    /// The program of that name.
    pub(crate) fn program(&self, name: &str) -> PathBuf {
        self.bin.join(name)
    }
}

impl Source {
    fn major(&self) -> Option<u32> {
        match self {
            Self::Carried(carried) => carried.major(),
            Self::Package(package) => Some(package.major),
            Self::Installed(installed) => Some(installed.major),
        }
    }

    /// Copies packages into the cache: a `node_modules` may be out of the account's reach, or be removed while the
    /// server runs. Installations stay where they are.
    fn prepare(&self, cache: &Cache) -> Result<Binaries, LaunchError> {
        let (version, key) = match self {
            Self::Installed(Installation { bin, version, major }) => {
                let key = format!("native-{version}-{}", short_hash(bin.as_os_str().as_encoded_bytes()));
                return Ok(Binaries { bin: bin.clone(), version: version.clone(), major: *major, key });
            }
            Self::Carried(carried) => (carried.version, format!("{}-carried", carried.version)),
            Self::Package(package) => (package.version.as_str(), format!("{}-npm", package.version)),
        };
        let home = cache.folder("binaries")?.join(&key);
        cache.build_once(&home, |home| match self {
            Self::Carried(carried) => carried.unpack(home),
            Self::Package(package) => {
                copy_programs(&package.home(), home, &needed_to_run)?;
                package.link(home).at("make the package's links in", home)
            }
            Self::Installed(_) => Ok(()),
        })?;
        Ok(Binaries {
            bin: home.join("bin"),
            version: version.to_owned(),
            major: self.major().unwrap_or_default(),
            key,
        })
    }

    fn describe(&self) -> String {
        match self {
            Self::Carried(carried) => format!("{}, carried by Rungs", carried.version),
            Self::Package(package) => format!("{}, {}", package.version, package.folder.display()),
            Self::Installed(installed) => format!("{}, {}", installed.version, installed.bin.display()),
        }
    }
}

/// A server needs no static libraries and nothing to compile against.
fn needed_to_run(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default();
    !(path.extension().is_some_and(|extension| extension == "a") || name == "pkgconfig" || name == "include")
}

/// What `RUNGS_POSTGRES_DIR` names: packages, `node_modules` folders, installations, separated like `PATH`.
fn named_sources() -> Vec<Source> {
    let Some(named) = env::var_os("RUNGS_POSTGRES_DIR") else { return Vec::new() };
    let mut sources = Vec::new();
    for folder in env::split_paths(&named).filter(|folder| folder.is_absolute()) {
        sources.extend(Package::read(&folder).map(Source::Package));
        sources.extend(packages_in(&folder).into_iter().map(Source::Package));
        let bins = [folder.join("bin"), folder];
        sources.extend(bins.iter().find_map(|bin| Installation::ask(bin)).map(Source::Installed));
    }
    sources
}

/// Where the search for a `node_modules` begins.
fn starts(project: &Path) -> Vec<PathBuf> {
    let executable = env::current_exe().and_then(|file| file.canonicalize()).ok();
    let here = env::current_dir().ok();
    [project.canonicalize().ok(), here, executable].into_iter().flatten().collect()
}

/// The first digits of a checksum, to tell paths apart in file names.
pub(crate) fn short_hash(bytes: &[u8]) -> String {
    hex::encode(&Sha256::digest(bytes)[..6])
}

fn not_found(wanted: Option<u32>, found: &[Source]) -> LaunchError {
    let release = RELEASES.iter().rev().find(|(major, _)| wanted.is_none_or(|wanted| wanted == *major));
    let mut ways = String::new();
    if let Some((_, release)) = release {
        ways += &format!("\n  npm install {}@{release}", Package::name());
    }
    ways += "\n  RUNGS_POSTGRES_DIR=FOLDER, a folder that holds such a package or an installation";
    ways += "\n  apt install postgresql (or what your system calls it), and --server native";
    ways += "\n  --server postgresql://USER@HOST/DATABASE, or DATABASE_URL: a server that runs already";
    LaunchError::NoBinaries {
        wanted: wanted.map(|major| format!(" {major}")).unwrap_or_default(),
        found: match found {
            [] => String::new(),
            found => found
                .iter()
                .map(|source| format!("\nFound, but not asked for: {}.", source.describe()))
                .collect(),
        },
        ways,
    }
}
