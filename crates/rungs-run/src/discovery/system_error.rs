use std::fmt;
use std::io;

/// What the system says about a file, in Node's words, which Knex passes on: `ENOENT: no such file or directory`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SystemError {
    /// The name of the error.
    pub code: &'static str,
    /// The reason.
    pub reason: String,
}

impl SystemError {
    /// The words for an error of the standard library.
    pub fn of(error: &io::Error) -> Self {
        let (code, reason) = match error.kind() {
            io::ErrorKind::NotFound => ("ENOENT", "no such file or directory"),
            io::ErrorKind::NotADirectory => ("ENOTDIR", "not a directory"),
            io::ErrorKind::IsADirectory => ("EISDIR", "illegal operation on a directory"),
            io::ErrorKind::PermissionDenied => ("EACCES", "permission denied"),
            io::ErrorKind::AlreadyExists => ("EEXIST", "file already exists"),
            io::ErrorKind::ReadOnlyFilesystem => ("EROFS", "read-only file system"),
            io::ErrorKind::StorageFull => ("ENOSPC", "no space left on device"),
            _ => return Self { code: "EIO", reason: error.to_string() },
        };
        Self { code, reason: reason.to_owned() }
    }
}

impl fmt::Display for SystemError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.code, self.reason)
    }
}
