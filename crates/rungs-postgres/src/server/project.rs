//! The server that is kept for a project.

use std::fs;
use std::path::Path;

use super::address::Address;
use super::binaries::{Binaries, short_hash};
use super::cache::Cache;
use super::choice::ServerChoice;
use super::error::{FileContext, LaunchError};
use super::lock::FileLock;
use super::postmaster::Postmaster;
use super::server_folder::ServerFolder;
use super::settings::{COMMON, PROJECT, Setting, arguments};
use super::supervise::{Start, start_supervisor};
use super::template::{copy_template, create_database, template};

/// The database of a project's server.
pub const DATABASE: &str = "rungs";

/// The use of a project's server by this process. The server ends when the last lease does.
#[derive(Debug)]
pub(crate) struct ProjectLease {
    folder: ServerFolder,
    postmaster: Postmaster,
    started: bool,
    _shared: FileLock,
}

impl ProjectLease {
    /// Joins the server that runs for the project, or starts it.
    pub(crate) fn take(project: &Path, choice: &ServerChoice) -> Result<Self, LaunchError> {
        let cache = Cache::open()?;
        let known_major = match choice {
            ServerChoice::Embedded { major } => Some(("embedded", *major)),
            ServerChoice::Native { major: Some(major) } => Some(("native", *major)),
            _ => None,
        };
        // Only a start needs the programs; a major version is enough to join.
        let binaries = || Binaries::find(choice, project, &cache);
        match known_major {
            Some((kind, major)) => {
                Self::enter(ServerFolder::of(project, kind, major, &cache)?, binaries, &cache, PROJECT)
            }
            None => {
                let found = binaries()?;
                let folder = ServerFolder::of(project, "native", found.major, &cache)?;
                Self::enter(folder, || Ok(found), &cache, PROJECT)
            }
        }
    }

    /// Joins the server that runs in a folder, or starts it with these settings.
    pub(crate) fn enter(
        folder: ServerFolder,
        binaries: impl FnOnce() -> Result<Binaries, LaunchError>,
        cache: &Cache,
        settings: &[Setting],
    ) -> Result<Self, LaunchError> {
        let _gate = FileLock::exclusive(&folder.gate())?;
        let shared = FileLock::shared(&folder.lease())?;
        if let Some(postmaster) = folder.postmaster()?
            && postmaster.answers()
        {
            if let Some(lock) = FileLock::try_exclusive(&folder.supervisor())? {
                start_supervisor(&folder, lock, Start::Adopt)?;
            }
            return Ok(Self { folder, postmaster, started: false, _shared: shared });
        }
        // A supervisor without an answering server is about to end.
        let lock = FileLock::exclusive(&folder.supervisor())?;
        let postmaster = prepare(&folder, &binaries()?, cache, settings)?;
        start_supervisor(&folder, lock, Start::Server)?;
        Ok(Self { folder, postmaster, started: true, _shared: shared })
    }

    /// Where the server listens.
    pub(crate) fn address(&self) -> Address {
        Address::of(&self.postmaster, DATABASE)
    }

    /// Whether this lease started the server, rather than joining it.
    pub(crate) fn started(&self) -> bool {
        self.started
    }

    /// PostgreSQL's version.
    pub(crate) fn version(&self) -> &str {
        &self.postmaster.version
    }

    /// Lets the server stay until it is told to stop, rather than until the last lease ends.
    pub(crate) fn keep(&self) -> Result<(), LaunchError> {
        let keep = self.folder.keep();
        fs::write(&keep, "").at("write", &keep)
    }
}

/// Makes the data folder if it is not there yet and writes down how the server is started.
fn prepare(
    folder: &ServerFolder,
    binaries: &Binaries,
    cache: &Cache,
    settings: &[Setting],
) -> Result<Postmaster, LaunchError> {
    let data = folder.data();
    cache.build_once(&data, |data| {
        copy_template(&template(binaries, cache)?, data, cache)?;
        create_database(binaries, data, DATABASE, cache)
    })?;
    let postmaster = Postmaster {
        bin: binaries.bin.clone(),
        version: binaries.postgres_version().to_owned(),
        data,
        socket_folder: cache.socket_folder(&short_hash(folder.path().as_os_str().as_encoded_bytes()))?,
        log: folder.log(),
        account: cache.account().clone(),
        settings: arguments(&[COMMON, settings], binaries.major),
    };
    let path = folder.launch();
    let written = serde_json::to_vec_pretty(&postmaster).at("write", &path)?;
    fs::write(&path, written).at("write", &path)?;
    Ok(postmaster)
}
