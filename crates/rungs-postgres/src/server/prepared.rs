//! A server whose data was prepared once and is kept for the next time: the schema before what is judged.

use std::fs;
use std::path::{Path, PathBuf};

use crate::config::ConnectConfig;

use super::binaries::Binaries;
use super::cache::{Cache, remove_folder};
use super::choice::ServerChoice;
use super::error::{FileContext, LaunchError};
use super::lock::FileLock;
use super::project::ProjectLease;
use super::server_folder::{ServerFolder, project_name};
use super::settings::THROWAWAY;

/// How many a project keeps: that of the branch at work, and of those left lately.
const MOST_KEPT: usize = 3;

/// A server that holds what a key tells, or shall hold it. It ends with its last user; its data stays.
///
/// Whoever uses a ready one leaves it as it was: it rolls back what it does.
#[derive(Debug)]
pub struct Prepared {
    lease: ProjectLease,
    folder: ServerFolder,
    /// Held by the one who prepares it; `None` once it is ready.
    preparing: Option<FileLock>,
}

impl Prepared {
    /// The server of a project for a key, which says all that its data depends on. One that is not ready is empty, and
    /// nobody else has it until this value is gone or [`Prepared::set_ready`] is called. `None` for a server at a URL: what
    /// is there is not Rungs' to keep.
    ///
    /// # Errors
    /// Where no server can be had; [`LaunchError::Busy`] where somebody else prepares it and does not come to an end.
    pub fn find(project: &Path, choice: &ServerChoice, key: &str) -> Result<Option<Self>, LaunchError> {
        if matches!(choice, ServerChoice::Url(_)) {
            return Ok(None);
        }
        let cache = Cache::open()?;
        let binaries = Binaries::find(choice, project, &cache)?;
        let parent = Path::new("prepared").join(project_name(project)?);
        let folder = ServerFolder::at(&cache.folder(parent.join(format!("{}-{}", binaries.key, key)))?);
        let preparing = FileLock::exclusive(&folder.path().join("preparing"))?;
        // What ended without stopping may have lost what it had not written: it is made anew.
        let is_whole = is_ready(&folder) && (!was_left(&folder) || is_running(&folder)?);
        if !is_whole {
            start_over(&folder)?;
        }
        let lease = ProjectLease::enter(folder.clone(), || Ok(binaries), &cache, THROWAWAY)?;
        if is_whole {
            // Its age is that of its last use.
            mark_ready(&folder)?;
            return Ok(Some(Self { lease, folder, preparing: None }));
        }
        forget_oldest(&cache.folder(parent)?, folder.path());
        Ok(Some(Self { lease, folder, preparing: Some(preparing) }))
    }

    /// How to connect: as superuser.
    pub fn config(&self) -> ConnectConfig {
        self.lease.address().config()
    }

    /// Whether its data is there.
    pub fn is_ready(&self) -> bool {
        self.preparing.is_none()
    }

    /// Says that its data is there from now on.
    ///
    /// # Errors
    /// When that cannot be written down.
    pub fn set_ready(&mut self) -> Result<(), LaunchError> {
        mark_ready(&self.folder)?;
        self.preparing = None;
        Ok(())
    }
}

fn marker(folder: &ServerFolder) -> PathBuf {
    folder.path().join("ready")
}

fn is_ready(folder: &ServerFolder) -> bool {
    marker(folder).exists()
}

fn mark_ready(folder: &ServerFolder) -> Result<(), LaunchError> {
    let marker = marker(folder);
    fs::write(&marker, "").at("write", &marker)
}

/// Whether a server runs on the data, or did not come to its end.
fn was_left(folder: &ServerFolder) -> bool {
    folder.data().join("postmaster.pid").exists()
}

fn is_running(folder: &ServerFolder) -> Result<bool, LaunchError> {
    Ok(folder.postmaster()?.is_some_and(|postmaster| postmaster.answers()))
}

/// Removes the data, once nobody is about to start or stop a server on it.
fn start_over(folder: &ServerFolder) -> Result<(), LaunchError> {
    let _gate = FileLock::exclusive(&folder.gate())?;
    let _supervisor = FileLock::exclusive(&folder.supervisor())?;
    let marker = marker(folder);
    if marker.exists() {
        fs::remove_file(&marker).at("remove", &marker)?;
    }
    remove_folder(&folder.data())
}

/// Removes what was used longest ago, so that few are kept. What is in use stays, and what cannot be removed.
fn forget_oldest(parent: &Path, but: &Path) {
    let Ok(entries) = fs::read_dir(parent) else { return };
    let mut others: Vec<_> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.is_dir() && path != but)
        .map(|path| (fs::metadata(path.join("ready")).and_then(|meta| meta.modified()).ok(), path))
        .collect();
    others.sort();
    let surplus = (others.len() + 1).saturating_sub(MOST_KEPT);
    for (_, path) in others.into_iter().take(surplus) {
        let folder = ServerFolder::at(&path);
        let locks = [folder.gate(), folder.lease(), folder.supervisor(), path.join("preparing")];
        let free = locks.map(|lock| FileLock::try_exclusive(&lock));
        if free.iter().all(|lock| matches!(lock, Ok(Some(_)))) {
            let _ = remove_folder(&path);
        }
    }
}
