//! What runs for a project, and its end.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::address::Address;
use super::cache::Cache;
use super::error::{FileContext, LaunchError};
use super::lock::FileLock;
use super::postmaster::PidFile;
use super::project::DATABASE;
use super::server_folder::ServerFolder;

/// What is known of one server of a project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServerStatus {
    /// Its name among the project's: `embedded-18`.
    pub name: String,
    /// PostgreSQL's version: `18.4`.
    pub version: String,
    /// Whether it runs, and since when.
    pub running: Option<Running>,
    /// Where it listens when it runs.
    pub address: Address,
    /// Its data.
    pub data: PathBuf,
    /// Its log.
    pub log: PathBuf,
}

/// A server that runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Running {
    /// The process id.
    pub pid: i32,
    /// When it was started, in seconds since 1970.
    pub started: u64,
    /// Whether it stays until it is told to stop, rather than until the last command ends.
    pub kept: bool,
}

/// The servers that a project has had, running or not.
pub fn status(project: &Path) -> Result<Vec<ServerStatus>, LaunchError> {
    let mut statuses = Vec::new();
    for folder in ServerFolder::all_of(project, &Cache::open()?)? {
        let Some(postmaster) = folder.postmaster()? else { continue };
        let state = PidFile::read(&postmaster.data).filter(|_| postmaster.answers());
        statuses.push(ServerStatus {
            name: folder.name(),
            running: state.map(|state| Running {
                pid: state.pid,
                started: state.started,
                kept: folder.keep().exists(),
            }),
            address: Address::of(&postmaster, DATABASE),
            version: postmaster.version,
            data: postmaster.data,
            log: postmaster.log,
        });
    }
    Ok(statuses)
}

/// Stops the servers of a project, also while other commands use them; says which ran.
pub fn stop(project: &Path) -> Result<Vec<String>, LaunchError> {
    let mut stopped = Vec::new();
    for folder in ServerFolder::all_of(project, &Cache::open()?)? {
        let _gate = FileLock::exclusive(&folder.gate())?;
        match fs::remove_file(folder.keep()) {
            Err(error) if error.kind() != ErrorKind::NotFound => {
                return Err(error).at("remove", &folder.keep());
            }
            _ => {}
        }
        if let Some(postmaster) = folder.postmaster()?
            && postmaster.answers()
        {
            postmaster.stop()?;
            stopped.push(folder.name());
        }
    }
    Ok(stopped)
}
