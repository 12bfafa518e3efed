//! A folder with a small Knex project in it.
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::Error;
use crate::page::File;
use crate::tool::Tool;

/// A project in a folder of its own, removed when dropped.
#[derive(Debug)]
pub struct Project {
    folder: TempDir,
}

impl Project {
    /// A copy of a folder with files put over it, prepared for the tools that will work in it.
    ///
    /// # Errors
    /// The folder cannot be read, or the project not be written.
    pub fn new(source: Option<&Path>, files: &[File], tools: &[Tool]) -> Result<Self, Error> {
        // Without links in it, because Node and Rungs print paths that have none.
        let root = std::env::temp_dir();
        let root = root.canonicalize().map_err(Error::file(root))?;
        let folder =
            tempfile::Builder::new().prefix("rungs-test-").tempdir_in(&root).map_err(Error::file(root))?;
        let project = Self { folder };
        if let Some(source) = source {
            copy_folder(source, project.path())?;
        }
        for file in files {
            project.put(&file.path, &file.content)?;
        }
        for tool in tools {
            tool.prepare(project.path())?;
        }
        Ok(project)
    }

    fn put(&self, path: &str, content: &str) -> Result<(), Error> {
        let target = self.path().join(path);
        if let Some(parent) = target.parent() {
            std::fs::create_dir_all(parent).map_err(Error::file(parent))?;
        }
        std::fs::write(&target, content).map_err(Error::file(&target))
    }

    /// The folder.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Whether there is TypeScript in the project now.
    pub fn has_typescript(&self) -> bool {
        self.files()
            .iter()
            .any(|file| file.extension().is_some_and(|extension| extension == "ts" || extension == "mts"))
    }

    /// Every file in it, relative and sorted; `node_modules` left out.
    pub fn files(&self) -> Vec<PathBuf> {
        let mut files = Vec::new();
        list_folder(self.path(), self.path(), &mut files);
        files.sort();
        files
    }
}

fn list_folder(root: &Path, folder: &Path, files: &mut Vec<PathBuf>) {
    // A folder that vanished meanwhile has no files.
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if entry.file_name() == "node_modules" {
            continue;
        } else if path.is_dir() {
            list_folder(root, &path, files);
        } else {
            files.push(path.strip_prefix(root).unwrap_or(&path).to_owned());
        }
    }
}

fn copy_folder(source: &Path, target: &Path) -> Result<(), Error> {
    std::fs::create_dir_all(target).map_err(Error::file(target))?;
    for entry in std::fs::read_dir(source).map_err(Error::file(source))? {
        let entry = entry.map_err(Error::file(source))?;
        let (path, copy) = (entry.path(), target.join(entry.file_name()));
        if entry.file_name() == "node_modules" {
            continue;
        } else if path.is_dir() {
            copy_folder(&path, &copy)?;
        } else {
            std::fs::copy(&path, &copy).map_err(Error::file(&path))?;
        }
    }
    Ok(())
}
