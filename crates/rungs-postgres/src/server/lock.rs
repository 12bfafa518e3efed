//! Locks on files: they end with the process that holds them, however it ends.

use std::fs::{File, OpenOptions, TryLockError};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::error::{FileContext, LaunchError};

/// An advisory lock (`flock(2)`) on a file that exists for it alone. Dropping it unlocks.
#[derive(Debug)]
pub(crate) struct FileLock(File);

/// How long a command waits for another one that starts or stops the same thing.
const PATIENCE: Duration = Duration::from_secs(90);

impl FileLock {
    /// Waits until nobody else holds the lock; gives up with [`LaunchError::Busy`].
    pub(crate) fn exclusive(path: &Path) -> Result<Self, LaunchError> {
        let file = open(path)?;
        let started = Instant::now();
        let mut pause = Duration::from_millis(1);
        while !taken(file.try_lock(), path)? {
            if started.elapsed() > PATIENCE {
                return Err(LaunchError::Busy { seconds: PATIENCE.as_secs(), gate: path.to_owned() });
            }
            sleep(pause);
            pause = (pause * 2).min(Duration::from_millis(20));
        }
        Ok(Self(file))
    }

    /// Waits, for ever, until nobody else holds the lock.
    pub(crate) fn exclusive_whenever(path: &Path) -> Result<Self, LaunchError> {
        let file = open(path)?;
        file.lock().at("lock", path)?;
        Ok(Self(file))
    }

    /// Takes the lock, or `None` where somebody holds it.
    pub(crate) fn try_exclusive(path: &Path) -> Result<Option<Self>, LaunchError> {
        let file = open(path)?;
        Ok(taken(file.try_lock(), path)?.then_some(Self(file)))
    }

    /// Shares the lock with others; waits while somebody has it exclusively.
    pub(crate) fn shared(path: &Path) -> Result<Self, LaunchError> {
        let file = open(path)?;
        file.lock_shared().at("lock", path)?;
        Ok(Self(file))
    }

    /// The open file, to hand the lock on to a process that is being started.
    pub(crate) fn into_file(self) -> File {
        self.0
    }
}

fn open(path: &Path) -> Result<File, LaunchError> {
    OpenOptions::new()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .mode(0o600)
        .open(path)
        .at("open", path)
}

fn taken(tried: Result<(), TryLockError>, path: &Path) -> Result<bool, LaunchError> {
    match tried {
        Ok(()) => Ok(true),
        Err(TryLockError::WouldBlock) => Ok(false),
        Err(TryLockError::Error(source)) => Err(source).at("lock", path),
    }
}
