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
    typescript: bool,
}

impl Project {
    /// Writes the files and prepares the folder for `tool`.
    ///
    /// # Errors
    /// The folder or a file cannot be written.
    pub fn write(files: &[File], tool: &Tool) -> Result<Self, Error> {
        let project = Self::empty(tool)?;
        for file in files {
            project.put(&file.path, &file.content)?;
        }
        Ok(Self { typescript: files.iter().any(|file| is_typescript(Path::new(&file.path))), ..project })
    }

    /// A copy of a folder, `node_modules` left out, prepared for `tool`.
    ///
    /// # Errors
    /// The folder cannot be read or the copy not written.
    pub fn copy(source: &Path, tool: &Tool) -> Result<Self, Error> {
        let mut project = Self::empty(tool)?;
        project.typescript = copy_folder(source, project.folder.path())?;
        Ok(project)
    }

    fn empty(tool: &Tool) -> Result<Self, Error> {
        let folder = tempfile::Builder::new().prefix("rungs-test-").tempdir().map_err(Error::file("a folder"))?;
        tool.prepare(folder.path())?;
        Ok(Self { folder, typescript: false })
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

    /// Whether the project has TypeScript in it.
    pub fn has_typescript(&self) -> bool {
        self.typescript
    }
}

/// Copies recursively; answers whether a TypeScript file was among what was copied.
fn copy_folder(source: &Path, target: &Path) -> Result<bool, Error> {
    std::fs::create_dir_all(target).map_err(Error::file(target))?;
    let mut typescript = false;
    for entry in std::fs::read_dir(source).map_err(Error::file(source))? {
        let path: PathBuf = entry.map_err(Error::file(source))?.path();
        let Some(name) = path.file_name().filter(|name| *name != "node_modules") else { continue };
        let copy = target.join(name);
        if path.is_dir() {
            typescript |= copy_folder(&path, &copy)?;
        } else {
            std::fs::copy(&path, &copy).map_err(Error::file(&path))?;
            typescript |= is_typescript(&path);
        }
    }
    Ok(typescript)
}

fn is_typescript(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "ts" || extension == "mts" || extension == "cts")
}
