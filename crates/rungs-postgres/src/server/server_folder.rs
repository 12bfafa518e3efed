//! The files of one server of one project.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::binaries::short_hash;
use super::cache::Cache;
use super::error::{FileContext, LaunchError};
use super::postmaster::Postmaster;

/// The folder of one server of one project: `projects/NAME-HASH/KIND-MAJOR` in the cache.
///
/// ```text
/// data/        the database cluster, the server account's
/// log          what the server says
/// launch.json  the last start: programs, folders, settings
/// gate         locked while somebody starts or stops the server
/// lease        shared by every command that uses it
/// supervisor   locked by the process that stops it after the last one
/// keep         there if it was asked to stay: `rungs server start`
/// ```
#[derive(Debug, Clone)]
pub(crate) struct ServerFolder(PathBuf);

impl ServerFolder {
    pub(crate) fn at(path: &Path) -> Self {
        Self(path.to_owned())
    }

    /// The folder for a project, known by its canonical path, and a major version.
    pub(crate) fn of(project: &Path, kind: &str, major: u32, cache: &Cache) -> Result<Self, LaunchError> {
        cache.folder(project_folder(project)?.join(format!("{kind}-{major}"))).map(Self)
    }

    /// The folders that a project has so far.
    pub(crate) fn all_of(project: &Path, cache: &Cache) -> Result<Vec<Self>, LaunchError> {
        let path = cache.folder(project_folder(project)?)?;
        let mut folders: Vec<_> =
            fs::read_dir(&path).at("read", &path)?.flatten().map(|entry| Self(entry.path())).collect();
        folders.sort_by(|a, b| a.0.cmp(&b.0));
        Ok(folders)
    }

    /// What people call it among the project's servers: `embedded-18`.
    pub(crate) fn name(&self) -> String {
        self.0.file_name().unwrap_or_default().to_string_lossy().into_owned()
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }
    pub(crate) fn data(&self) -> PathBuf {
        self.0.join("data")
    }
    pub(crate) fn log(&self) -> PathBuf {
        self.0.join("log")
    }
    pub(crate) fn launch(&self) -> PathBuf {
        self.0.join("launch.json")
    }
    pub(crate) fn gate(&self) -> PathBuf {
        self.0.join("gate")
    }
    pub(crate) fn lease(&self) -> PathBuf {
        self.0.join("lease")
    }
    pub(crate) fn supervisor(&self) -> PathBuf {
        self.0.join("supervisor")
    }
    pub(crate) fn keep(&self) -> PathBuf {
        self.0.join("keep")
    }

    /// How the server was started last; `None` where it never was.
    pub(crate) fn postmaster(&self) -> Result<Option<Postmaster>, LaunchError> {
        let path = self.launch();
        match fs::read(&path) {
            Ok(text) => serde_json::from_slice(&text).at("read", &path).map(Some),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error).at("read", &path),
        }
    }
}

/// `projects/NAME-HASH`, relative to the cache. The name is for people, the hash tells projects apart.
fn project_folder(project: &Path) -> Result<PathBuf, LaunchError> {
    Ok(Path::new("projects").join(project_name(project)?))
}

/// `NAME-HASH` of a project, known by its canonical path.
pub(crate) fn project_name(project: &Path) -> Result<String, LaunchError> {
    let path = project.canonicalize().at("find", project)?;
    let name: String = path.file_name().unwrap_or_default().to_string_lossy().chars().take(40).collect();
    let name = name.replace(|c: char| !(c.is_alphanumeric() || "-_.".contains(c)), "_");
    Ok(format!("{name}-{}", short_hash(path.as_os_str().as_encoded_bytes())))
}
