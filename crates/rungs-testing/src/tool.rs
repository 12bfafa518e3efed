//! The two that are compared.
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::Error;

/// What Rungs is called by: as what it replaces, and as itself.
pub const NAMES: [&str; 2] = ["knex", "rungs"];

/// Rungs, or the Knex that it replaces.
#[derive(Debug, Clone)]
pub enum Tool {
    /// The binary under test.
    Rungs {
        /// A folder with a link for each of [`NAMES`].
        folder: PathBuf,
        /// Whether it runs JavaScript in Node, rather than where it likes.
        in_node: bool,
    },
    /// npm's Knex on Node.
    Knex {
        /// The `node_modules` that hold `knex`, `pg` and `tsx`.
        modules: PathBuf,
    },
}

impl Tool {
    /// Rungs by its names: links to `binary` in `folder`, which other test processes share.
    ///
    /// # Errors
    /// The link cannot be made.
    pub fn rungs(binary: &Path, folder: &Path) -> Result<Self, Error> {
        std::fs::create_dir_all(folder).map_err(Error::file(folder))?;
        for name in NAMES {
            let link = folder.join(name);
            if std::fs::read_link(&link).is_ok_and(|target| target == binary) {
                continue;
            }
            // Renamed into place, so that nobody ever sees it missing.
            let made = folder.join(format!("{name}-{}", std::process::id()));
            link_to(binary, &made)?;
            std::fs::rename(&made, &link).map_err(Error::file(&link))?;
        }
        Ok(Self::Rungs { folder: folder.to_owned(), in_node: false })
    }

    /// The same with all JavaScript in Node.
    #[must_use]
    pub fn in_node(&self) -> Self {
        match self {
            Self::Rungs { folder, .. } => Self::Rungs { folder: folder.clone(), in_node: true },
            knex => knex.clone(),
        }
    }

    /// Variables that its commands get.
    pub fn environment(&self) -> Option<(&'static str, &'static str)> {
        matches!(self, Self::Rungs { in_node: true, .. }).then_some(("RUNGS_RUNTIME", "node"))
    }

    /// Knex, where Node and an installation of it are to be found: in `RUNGS_KNEX_MODULES`, or in
    /// `tests/oracle/node_modules` of this repository.
    pub fn knex() -> Option<Self> {
        let modules = std::env::var_os("RUNGS_KNEX_MODULES")
            .map_or_else(|| repository().join("tests/oracle/node_modules"), PathBuf::from);
        // Without links in it, because Node prints paths that have none.
        let modules = modules.canonicalize().ok()?;
        (has_node() && modules.join("knex/bin/cli.js").is_file()).then_some(Self::Knex { modules })
    }

    /// Whether this is Knex itself.
    pub fn is_knex(&self) -> bool {
        matches!(self, Self::Knex { .. })
    }

    /// Makes a project's folder such that this tool works in it. Knex wants itself and `pg` in `node_modules`;
    /// Rungs gets nothing, to prove that it needs nothing, unless the project depends on packages.
    ///
    /// # Errors
    /// The link cannot be made.
    pub fn prepare(&self, project: &Path) -> Result<(), Error> {
        let link = project.join("node_modules");
        let installed = match self {
            Self::Knex { .. } => Some(self.clone()),
            Self::Rungs { .. } if depends_on_packages(project) => Self::knex(),
            Self::Rungs { .. } => None,
        };
        match installed {
            Some(Self::Knex { modules }) if !link.exists() => link_to(&modules, &link),
            _ => Ok(()),
        }
    }

    /// A command for `arguments`, called by `name` if it is Rungs; `typescript` says whether the project has TypeScript, for which Knex needs tsx.
    pub fn command(&self, name: &str, arguments: &[String], typescript: bool) -> Command {
        match self {
            Self::Rungs { folder, .. } => {
                let mut command = Command::new(folder.join(name));
                command.args(arguments);
                command
            }
            Self::Knex { modules } => {
                let mut command = Command::new("node");
                if typescript {
                    let mut import = OsString::from("file://");
                    import.push(modules.join("tsx/dist/loader.mjs"));
                    command.arg("--import").arg(import);
                }
                command.arg(modules.join("knex/bin/cli.js")).args(arguments);
                command
            }
        }
    }
}

/// Whether there is a Node.
pub fn has_node() -> bool {
    Command::new("node").arg("--version").output().is_ok_and(|output| output.status.success())
}

/// The root of this repository.
pub fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap_or_else(|_| PathBuf::from("."))
}

/// Whether the environment says that what is missing is a failure, not a skip (`.ci/run` does).
pub fn is_required(variable: &str) -> bool {
    std::env::var(variable).is_ok_and(|value| value == "1")
}

/// Whether a project's `package.json` names packages.
fn depends_on_packages(project: &Path) -> bool {
    std::fs::read_to_string(project.join("package.json")).is_ok_and(|text| names_packages(&text))
}

/// Whether a `package.json` names packages.
pub(crate) fn names_packages(text: &str) -> bool {
    text.contains("\"dependencies\"")
}

#[cfg(unix)]
pub(crate) fn link_to(target: &Path, link: &Path) -> Result<(), Error> {
    std::os::unix::fs::symlink(target, link).map_err(Error::file(link))
}

#[cfg(windows)]
pub(crate) fn link_to(target: &Path, link: &Path) -> Result<(), Error> {
    if target.is_dir() {
        std::os::windows::fs::symlink_dir(target, link)
    } else {
        std::os::windows::fs::symlink_file(target, link)
    }
    .map_err(Error::file(link))
}
