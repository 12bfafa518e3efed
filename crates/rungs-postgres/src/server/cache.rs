//! Where binaries, templates and data are kept.

use std::env;
use std::fs::{self, DirBuilder, Permissions};
use std::io::ErrorKind;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};

use super::account::Account;
use super::error::{FileContext, LaunchError};
use super::lock::FileLock;

/// The user's cache folder for servers.
///
/// `RUNGS_CACHE_DIR` names another one. An ordinary user's is `$XDG_CACHE_HOME/rungs` (`~/.cache/rungs`), or
/// `/tmp/rungs-UID` where the home folder cannot be written. Root's is `/var/cache/rungs`, since the account that
/// runs the server cannot go below `/root`.
#[derive(Debug, Clone)]
pub(crate) struct Cache {
    root: PathBuf,
    account: Account,
}

impl Cache {
    /// Makes the folder when it is missing and checks that nobody else can write to it.
    pub(crate) fn open() -> Result<Self, LaunchError> {
        let account = Account::find()?;
        let root = match env::var_os("RUNGS_CACHE_DIR").filter(|path| !path.is_empty()) {
            Some(path) => {
                let root = std::path::absolute(&path).at("find", Path::new(&path))?;
                make_private(&root, &account)?;
                root
            }
            None => first_usable(&account)?,
        };
        let root = root.canonicalize().at("find", &root)?;
        check_way(&root, &account)?;
        Ok(Self { root, account })
    }

    /// Whom the servers run as.
    pub(crate) fn account(&self) -> &Account {
        &self.account
    }

    /// A folder of the cache, made when it is missing.
    pub(crate) fn folder(&self, name: impl AsRef<Path>) -> Result<PathBuf, LaunchError> {
        let path = self.root.join(name);
        make_folders(&path, &self.account).at("make", &path)?;
        Ok(path)
    }

    /// A private folder for a socket, with a path short enough for one (`unix(7)`: 107 bytes, on macOS 103).
    pub(crate) fn socket_folder(&self, name: &str) -> Result<PathBuf, LaunchError> {
        const LONGEST: usize = 103 - "/.s.PGSQL.65535.lock".len();
        let inside = self.root.join("s").join(name);
        let path = if inside.as_os_str().len() <= LONGEST {
            self.folder("s")?.join(name)
        } else {
            let root = temporary_root();
            make_private(&root, &self.account)?;
            root.join(name)
        };
        self.give_folder(&path)?;
        Ok(path)
    }

    /// Makes an empty folder that only the server's account may enter.
    pub(crate) fn give_folder(&self, path: &Path) -> Result<(), LaunchError> {
        match DirBuilder::new().mode(0o700).create(path) {
            Err(error) if error.kind() != ErrorKind::AlreadyExists => Err(error).at("make", path),
            _ => self.account.give(path),
        }
    }

    /// Opens a folder of Rungs' own so far that the server's account can pass through it.
    pub(crate) fn let_account_through(&self, path: &Path) -> Result<(), LaunchError> {
        fs::set_permissions(path, Permissions::from_mode(mode(&self.account))).at("open to the server", path)
    }

    /// The folder `path`, filled by `build` if it is not there yet.
    ///
    /// It appears whole or not at all: it is filled under another name, under a lock, and renamed.
    pub(crate) fn build_once(
        &self,
        path: &Path,
        build: impl FnOnce(&Path) -> Result<(), LaunchError>,
    ) -> Result<(), LaunchError> {
        if path.exists() {
            return Ok(());
        }
        let _lock = FileLock::exclusive(&path.with_added_extension("lock"))?;
        if path.exists() {
            return Ok(());
        }
        let unfinished = path.with_added_extension("new");
        remove_folder(&unfinished)?;
        build(&unfinished)?;
        fs::rename(&unfinished, path).at("name", path)
    }
}

/// Removes a folder and all in it; one that is not there is no error.
pub(crate) fn remove_folder(path: &Path) -> Result<(), LaunchError> {
    match fs::remove_dir_all(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error).at("remove", path),
        _ => Ok(()),
    }
}

fn first_usable(account: &Account) -> Result<PathBuf, LaunchError> {
    let preferred = match account {
        Account::Other { .. } => Some(PathBuf::from("/var/cache/rungs")),
        Account::Own => env::var_os("XDG_CACHE_HOME")
            .map(PathBuf::from)
            .filter(|path| path.is_absolute())
            .or_else(|| env::home_dir().filter(|home| home.is_absolute()).map(|home| home.join(".cache")))
            .map(|cache| cache.join("rungs")),
    };
    match preferred {
        Some(path) if make_private(&path, account).is_ok() => Ok(path),
        _ => {
            let path = temporary_root();
            make_private(&path, account)?;
            Ok(path)
        }
    }
}

/// `/tmp/rungs-UID`: short, and of this user. Not `$TMPDIR`, which is long on macOS.
fn temporary_root() -> PathBuf {
    PathBuf::from(format!("/tmp/rungs-{}", rustix::process::geteuid().as_raw()))
}

/// Root's folders can be passed through by the server's account; a user's own are closed to others.
fn mode(account: &Account) -> u32 {
    if *account == Account::Own { 0o700 } else { 0o755 }
}

/// Makes what is missing of the path. The mode is set apart from that, since the umask takes bits away.
fn make_folders(path: &Path, account: &Account) -> std::io::Result<()> {
    if path.is_dir() {
        return Ok(());
    }
    if let Some(parent) = path.parent() {
        make_folders(parent, account)?;
    }
    match DirBuilder::new().mode(0o700).create(path) {
        Ok(()) => fs::set_permissions(path, Permissions::from_mode(mode(account))),
        Err(error) if error.kind() == ErrorKind::AlreadyExists && path.is_dir() => Ok(()),
        Err(error) => Err(error),
    }
}

fn make_private(path: &Path, account: &Account) -> Result<(), LaunchError> {
    make_folders(path, account).at("make", path)?;
    let refuse =
        |reason: &str| LaunchError::UnsafeFolder { path: path.to_owned(), reason: reason.to_owned() };
    let meta = fs::symlink_metadata(path).at("look at", path)?;
    if !meta.is_dir() {
        return Err(refuse("it is not a folder"));
    }
    if meta.uid() != rustix::process::geteuid().as_raw() {
        return Err(refuse("it belongs to another user"));
    }
    if meta.mode() & 0o022 != 0 {
        return Err(refuse("other users can write to it"));
    }
    Ok(())
}

/// The server's account must be able to pass through every folder on the way.
fn check_way(path: &Path, account: &Account) -> Result<(), LaunchError> {
    let Account::Other { name, .. } = account else { return Ok(()) };
    for folder in path.ancestors() {
        if fs::metadata(folder).at("look at", folder)?.mode() & 0o001 == 0 {
            let reason =
                format!("{} is closed to `{name}`, the user that runs the server for root", folder.display());
            return Err(LaunchError::UnsafeFolder { path: path.to_owned(), reason });
        }
    }
    Ok(())
}
