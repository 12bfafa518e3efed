//! What can go wrong before a server answers.

use std::io;
use std::path::{Path, PathBuf};

/// Why no server could be had. Each message says what to do about it.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LaunchError {
    /// The text after `--server` is none of the known forms.
    #[error(
        "`{given}` names no server ({reason}). Say `embedded`, `embedded=16`, `native`, `native=15`, or give a URL \
         such as postgresql://user@host:5432/database"
    )]
    Choice {
        /// The text as it was given, any password masked.
        given: String,
        /// What is wrong with it.
        reason: String,
    },

    /// Neither a package nor an installation of the wanted version was found.
    #[error("no PostgreSQL{wanted} was found to run.{found}\nOne of these gives you a server:{ways}")]
    NoBinaries {
        /// ` 16`, or nothing where any version would do.
        wanted: String,
        /// Other versions that were found, as a sentence, or nothing.
        found: String,
        /// The ways to get one, a line each.
        ways: String,
    },

    /// A file or folder of the server could not be read, written or made.
    #[error("cannot {doing} {}: {source}", path.display())]
    Files {
        /// The act that failed, as an infinitive.
        doing: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },

    /// A folder that must be private is not.
    #[error(
        "{} cannot hold a server: {reason}. Set RUNGS_CACHE_DIR to a folder of your own",
        path.display()
    )]
    UnsafeFolder {
        /// The folder.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },

    /// Rungs runs as root and finds nobody else to run the server as.
    #[error(
        "PostgreSQL refuses to run as root, and {reason}. Run Rungs as an ordinary user, or use a server that is \
         running already: --server URL, or DATABASE_URL"
    )]
    NoAccount {
        /// Why no other account will do.
        reason: String,
    },

    /// A program of PostgreSQL could not be started at all.
    #[error("cannot run {}: {source}{hint}", program.display())]
    Spawn {
        /// The program.
        program: PathBuf,
        /// A likely cause, or nothing.
        hint: &'static str,
        /// What the system said.
        source: io::Error,
    },

    /// A program of PostgreSQL, or a copy of its files, ended with an error.
    #[error("{program} failed ({status}):\n{output}")]
    Program {
        /// The program's name.
        program: String,
        /// Its exit status.
        status: String,
        /// The last lines that it printed.
        output: String,
    },

    /// The server ended, or did not become ready in time.
    #[error("the PostgreSQL server did not start ({reason}). The end of its log, {}:\n{tail}", log.display())]
    NotReady {
        /// What was seen: an exit status, or the time that passed.
        reason: String,
        /// The server's log.
        log: PathBuf,
        /// Its last lines.
        tail: String,
    },

    /// The server does not end.
    #[error("the PostgreSQL server (process {pid}) did not stop within {seconds} seconds")]
    NotStopped {
        /// Its process id.
        pid: i32,
        /// How long was waited.
        seconds: u64,
    },

    /// Another command is starting or stopping the same server, and does not finish.
    #[error(
        "another command has been starting or stopping this project's server for {seconds} seconds; \
         {} is locked by it",
        gate.display()
    )]
    Busy {
        /// How long was waited.
        seconds: u64,
        /// The file whose lock it holds.
        gate: PathBuf,
    },

    /// The running program cannot be run anew to supervise a server.
    #[error(
        "this program cannot keep a project's server: its main must begin with server::supervise_if_asked()"
    )]
    NoSupervisor,

    /// The server at the URL could not be used.
    #[error(transparent)]
    Connection(#[from] Box<crate::Error>),

    /// A command that makes sense only for a server of the project's own.
    #[error("{what} is for the embedded and the native server; this project uses a server at a URL")]
    NotOurs {
        /// The command.
        what: &'static str,
    },
}

impl From<crate::Error> for LaunchError {
    fn from(error: crate::Error) -> Self {
        Self::Connection(Box::new(error))
    }
}

/// Attaches a path and an act to an I/O error.
pub(crate) trait FileContext<T> {
    /// The error says "cannot `doing` `path`".
    fn at(self, doing: &'static str, path: &Path) -> Result<T, LaunchError>;
}

impl<T, E: Into<io::Error>> FileContext<T> for Result<T, E> {
    fn at(self, doing: &'static str, path: &Path) -> Result<T, LaunchError> {
        self.map_err(|source| LaunchError::Files { doing, path: path.to_owned(), source: source.into() })
    }
}
