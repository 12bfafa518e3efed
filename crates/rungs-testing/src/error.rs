use std::path::PathBuf;

/// What can go wrong around a test, as opposed to in it.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file or folder could not be read or written.
    #[error("{path}: {source}")]
    File {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A program could not be started.
    #[error("cannot start {program}: {source}")]
    Start {
        /// The program.
        program: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A program ran longer than a test may.
    #[error("still running after {seconds} s: {command}")]
    Timeout {
        /// The command line.
        command: String,
        /// The limit in seconds.
        seconds: u64,
    },
    /// The page is not well formed.
    #[error("{page}:{line}: {problem}")]
    Page {
        /// The page's path.
        page: PathBuf,
        /// One-based line.
        line: usize,
        /// What is wrong.
        problem: String,
    },
    /// The server refused a statement or a connection.
    #[error("{0}")]
    Server(String),
}

impl Error {
    /// For `map_err` on operations with a path.
    pub fn file(path: impl Into<PathBuf>) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.into();
        move |source| Self::File { path, source }
    }
}

impl From<postgres::Error> for Error {
    fn from(error: postgres::Error) -> Self {
        Self::Server(match error.as_db_error() {
            Some(answer) => answer.to_string(),
            None => error.to_string(),
        })
    }
}
