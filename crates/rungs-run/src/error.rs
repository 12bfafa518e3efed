use std::io;
use std::path::PathBuf;
use std::time::Duration;

use crate::discovery::SystemError;
use crate::lock::Holder;
use crate::migration::FrontEndError;

/// Why a run was refused or ended early. The first line of each message is Knex 3.3.0's where Knex has one.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A directory of migrations or seeds cannot be listed.
    #[error("{reason}, scandir '{}'", path.display())]
    Directory {
        /// The system's reason.
        reason: SystemError,
        /// The directory.
        path: PathBuf,
        /// The system's error.
        #[source]
        source: io::Error,
    },
    /// Two files would be one migration.
    #[error("Two migrations are named \"{stem}\": {} and {}", first.display(), second.display())]
    SameStem {
        /// The name they share.
        stem: String,
        /// The one found first.
        first: PathBuf,
        /// The other.
        second: PathBuf,
    },
    /// Migrations of the ledger have no file.
    #[error("The migration directory is corrupt, the following files are missing: {}", .names.join(", "))]
    MissingFiles {
        /// Their names in the ledger.
        names: Vec<String>,
    },
    /// A migration of the last batch has no file, and the list was not to be validated.
    #[error("Migration \"{name}\" is in the last batch, but has no file")]
    FileGone {
        /// Its name in the ledger.
        name: String,
    },
    /// The migration named on the command line is none of the project's, or not pending.
    #[error("Migration \"{name}\" not found.")]
    NotFound {
        /// As it was given.
        name: String,
    },
    /// The migration named on the command line cannot be undone, because it was not run.
    #[error("Migration \"{name}\" was not run.")]
    NotRun {
        /// As it was given.
        name: String,
    },
    /// A seed named on the command line does not exist.
    #[error("Invalid argument provided: the specific seed \"{name}\" does not exist.")]
    NoSuchSeed {
        /// As it was given.
        name: String,
    },
    /// The lock row is set by something that is not a dead run of ours.
    #[error("Migration table is already locked")]
    Locked {
        /// What is known about who set it.
        holder: Holder,
    },
    /// Another run kept the lock for longer than we wait.
    #[error("Migration table is already locked: waited {} s for {holder}", waited.as_secs())]
    LockTimeout {
        /// Who has it.
        holder: Holder,
        /// How long we waited.
        waited: Duration,
    },
    /// The server is older than the oldest that Rungs supports.
    #[error("PostgreSQL {version} is too old: Rungs needs 12 or newer")]
    ServerTooOld {
        /// What the server calls itself.
        version: String,
    },
    /// The ledger's tables could not be read or written.
    #[error("{0}")]
    Database(#[from] rungs_postgres::Error),
    /// A migration, a hook or a seed failed.
    #[error("{0}")]
    FrontEnd(#[from] FrontEndError),
    /// A seed failed while it ran.
    #[error("Error while executing \"{name}\" seed: {error}")]
    Seed {
        /// Its name.
        name: String,
        /// Why.
        error: FrontEndError,
    },
    /// The server answered COMMIT with ROLLBACK: a statement had failed, and the migration had hidden it.
    #[error("The transaction was rolled back: a statement in it failed, and the migration went on")]
    NotCommitted,
    /// A pooler gives each transaction another server process, and the lock stays with one of them.
    #[error(
        "{peer} is a pooler that gives each transaction another server process: the lock against other runs does not hold there"
    )]
    Pooled {
        /// The pooler.
        peer: String,
    },
    /// The connection was lost while the server committed.
    #[error("{error}; whether the server had committed by then is not known")]
    InDoubt {
        /// How it was lost.
        error: rungs_postgres::Error,
    },
    /// The run was told to stop.
    #[error("Interrupted")]
    Interrupted,
}

/// What PostgreSQL answers to all statements of a transaction in which one has failed.
const IN_FAILED_TRANSACTION: &str = "25P02";

impl Error {
    /// The error of the database client behind this one, where there is one.
    pub fn database(&self) -> Option<&rungs_postgres::Error> {
        match self {
            Self::Database(error) | Self::InDoubt { error } => Some(error),
            Self::FrontEnd(error) | Self::Seed { error, .. } => error.database(),
            _ => None,
        }
    }

    /// Whether it only says that a statement before it has failed.
    pub(crate) fn is_consequence(&self) -> bool {
        let code = self.database().and_then(|error| error.server_error()).map(|error| error.code.as_str());
        matches!(self, Self::NotCommitted) || code == Some(IN_FAILED_TRANSACTION)
    }
}
