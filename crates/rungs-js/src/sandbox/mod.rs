//! What JavaScript may do to the machine, and the gate that its files and modules pass. Node has no such gate: a
//! package that a migration imports may read `~/.ssh` there.

mod permissions;
mod real_path;

use std::cell::{OnceCell, RefCell};
use std::path::{Path, PathBuf};

use tempfile::TempDir;

pub use permissions::{Access, Net, Permissions};
use real_path::{real_path, real_path_of_link};

/// What belongs to the system and tells nothing of its users: certificates, secrets that were mounted for this very
/// process, time zones, the name of the system.
const READABLE: &[&str] = &[
    "/dev/null",
    "/etc/ca-certificates",
    "/etc/localtime",
    "/etc/os-release",
    "/etc/pki",
    "/etc/ssl",
    "/etc/timezone",
    "/run/secrets",
    "/usr/lib/os-release",
    "/usr/local/share/ca-certificates",
    "/usr/share/ca-certificates",
    "/usr/share/zoneinfo",
    "/var/run/secrets",
];

/// What swallows or shows what is written.
const WRITABLE: &[&str] = &["/dev/null", "/dev/stderr", "/dev/stdout"];

/// What is asked of the gate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Act {
    /// Reading a file or a folder, or loading a module.
    Read,
    /// Creating, changing, deleting.
    Write,
}

/// Whether a symbolic link at the end of a path stands for itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Links {
    Follow,
    Keep,
}

/// A refusal, for people.
#[derive(Debug)]
pub(crate) struct Refusal {
    /// What to do about it.
    pub hint: String,
}

/// The gate.
#[derive(Debug)]
pub(crate) struct Sandbox {
    permissions: Permissions,
    /// Folders outside of what may be read that may be read nevertheless: of packages that were found by their names, of
    /// files that the embedder named.
    admitted: RefCell<Vec<PathBuf>>,
    /// Where JavaScript may write as it likes; gone with the engine.
    temporary: OnceCell<TempDir>,
}

impl Sandbox {
    pub(crate) fn new(permissions: Permissions) -> Self {
        let Permissions { read, write, run, net } = permissions;
        let permissions = Permissions { read: read.real(), write: write.real(), run, net };
        Self { permissions, admitted: RefCell::default(), temporary: OnceCell::new() }
    }

    /// Refuses what is not allowed. `path` is absolute; what a refusal names is the path as it was given.
    ///
    /// # Errors
    /// With what to do about it.
    pub(crate) fn check(&self, act: Act, path: &Path, links: Links) -> Result<(), Refusal> {
        let access = match act {
            Act::Read => &self.permissions.read,
            Act::Write => &self.permissions.write,
        };
        if matches!(access, Access::Anywhere) {
            return Ok(());
        }
        let real = match links {
            Links::Follow => real_path(path),
            Links::Keep => real_path_of_link(path),
        };
        match real {
            Some(real) if access.holds(&real) || self.always(act, &real) => Ok(()),
            _ => Err(Refusal::of(act, path)),
        }
    }

    /// Which servers may be asked by HTTP.
    pub(crate) fn net(&self) -> &Net {
        &self.permissions.net
    }

    /// Whether other programs may be started.
    pub(crate) fn may_run(&self) -> bool {
        self.permissions.run
    }

    /// Lets an installed package be read that was found by its name, wherever the package manager keeps it: pnpm's
    /// store, a workspace, `npm link`. `module` is the file that the name led to, its symbolic links resolved.
    pub(crate) fn admit_package(&self, module: &Path) {
        if !self.permissions.read.holds(module) {
            self.admit(package_folder(module));
        }
    }

    /// Lets a file be read that the embedder named, and what lies beside it.
    pub(crate) fn admit_folder_of(&self, file: &Path) {
        if !self.permissions.read.holds(file) {
            self.admit(file.parent().map(Path::to_path_buf));
        }
    }

    fn admit(&self, folder: Option<PathBuf>) {
        let mut admitted = self.admitted.borrow_mut();
        match folder {
            Some(folder) if !admitted.contains(&folder) => admitted.push(folder),
            _ => (),
        }
    }

    /// The folder for temporary files: the system's where writing is free, else one of the engine's own.
    ///
    /// # Errors
    /// When it cannot be made.
    pub(crate) fn temporary_folder(&self) -> std::io::Result<PathBuf> {
        if matches!(self.permissions.write, Access::Anywhere) {
            return Ok(std::env::temp_dir());
        }
        if self.temporary.get().is_none() {
            let _ = self.temporary.set(tempfile::Builder::new().prefix("rungs-js-").tempdir()?);
        }
        self.temporary
            .get()
            .map_or_else(|| Ok(std::env::temp_dir()), |folder| std::fs::canonicalize(folder.path()))
    }

    fn always(&self, act: Act, real: &Path) -> bool {
        let system = match act {
            Act::Read => READABLE,
            Act::Write => WRITABLE,
        };
        let below = |folder: &Path| real.starts_with(folder);
        let temporary = || self.temporary.get().and_then(|folder| std::fs::canonicalize(folder.path()).ok());
        system.iter().any(|path| below(Path::new(path)))
            || temporary().is_some_and(|folder| below(&folder))
            || (act == Act::Read && self.admitted.borrow().iter().any(|folder| below(folder)))
    }
}

impl Refusal {
    fn of(act: Act, path: &Path) -> Self {
        let folder = path.parent().unwrap_or(path).display();
        let hint = match act {
            Act::Read => format!(
                "migrations read the project and its packages only; if this is meant: --allow-read={folder}, or \
                 `read = [\"{folder}\"]` under [sandbox] in rungs.toml"
            ),
            Act::Write => format!(
                "migrations write to os.tmpdir() only; if this is meant: --allow-write={folder}, or \
                 `write = [\"{folder}\"]` under [sandbox] in rungs.toml"
            ),
        };
        Self { hint }
    }
}

/// The folder of the package that `module` is in: below the last `node_modules`, else the nearest that has a
/// `package.json`.
fn package_folder(module: &Path) -> Option<PathBuf> {
    let in_modules = module.ancestors().find(|folder| {
        let parent = folder.parent();
        let named = |folder: Option<&Path>| folder.is_some_and(|folder| folder.ends_with("node_modules"));
        let scope =
            parent.and_then(Path::file_name).is_some_and(|name| name.to_string_lossy().starts_with('@'));
        named(parent) && !folder.file_name().is_some_and(|name| name.to_string_lossy().starts_with('@'))
            || scope && named(parent.and_then(Path::parent))
    });
    in_modules
        .or_else(|| module.ancestors().skip(1).find(|folder| folder.join("package.json").is_file()))
        .map(Path::to_path_buf)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_package_is_the_folder_below_the_last_node_modules() {
        let folder = |path: &str| package_folder(Path::new(path)).map(|path| path.display().to_string());
        assert_eq!(
            folder("/s/.pnpm/a@1/node_modules/a/dist/x.js"),
            Some("/s/.pnpm/a@1/node_modules/a".into())
        );
        assert_eq!(folder("/p/node_modules/@s/a/x.js"), Some("/p/node_modules/@s/a".into()));
        assert_eq!(folder("/nowhere/x.js"), None);
    }

    #[test]
    fn a_path_is_judged_by_where_it_leads() {
        let (inside, outside) =
            (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
        let project = std::fs::canonicalize(inside.path()).expect("it exists");
        std::os::unix::fs::symlink(outside.path(), project.join("link")).expect("a link");
        std::os::unix::fs::symlink(outside.path().join("missing"), project.join("dangling")).expect("a link");
        let access = || Access::Below(vec![inside.path().to_path_buf()]);
        let sandbox = Sandbox::new(Permissions { read: access(), write: access(), ..Permissions::default() });
        let allowed = |path: &str, links| sandbox.check(Act::Write, &project.join(path), links).is_ok();
        assert!(allowed("a/b/c", Links::Follow));
        assert!(allowed("link", Links::Keep));
        for path in ["link", "link/x", "dangling", "../x", "a/../../x", "a/b/../../../x", "/etc/passwd"] {
            assert!(!allowed(path, Links::Follow), "{path}");
        }
    }
}
