use std::io;
use std::path::PathBuf;

use super::facts::Facts;
use rungs_postgres::server::LaunchError;
use rungs_run::{Failure, FrontEndError, Journal};

/// Why a command did not do what it was asked. `Display` is the message, one line where it can be.
#[derive(Debug, thiserror::Error)]
pub enum Trouble {
    /// Migrations or seeds could not be run, or not all.
    #[error("{}", .0.error)]
    Run(Box<Failure>),
    /// The knexfile could not be read.
    #[error("Failed to read config from knexfile\n{error}")]
    Knexfile {
        /// The knexfile.
        path: PathBuf,
        /// What it threw.
        error: FrontEndError,
    },
    /// No server could be had.
    #[error("{0}")]
    Server(#[from] LaunchError),
    /// The database could not be connected to.
    #[error("{0}")]
    Database(#[from] rungs_postgres::Error),
    /// A new session could not be prepared as the project wants its sessions.
    #[error("{0}")]
    Session(FrontEndError),
    /// A file could not be read or written.
    #[error("cannot {doing} {}: {error}", path.display())]
    File {
        /// The act that failed, as an infinitive.
        doing: &'static str,
        /// The file.
        path: PathBuf,
        /// What the system said.
        error: io::Error,
    },
    /// `rungs.toml` says something that Rungs does not understand.
    #[error("{} cannot be read: {reason}", path.display())]
    Settings {
        /// The file.
        path: PathBuf,
        /// What is wrong with it, and where.
        reason: String,
    },
    /// A template was named that would be in a folder which is not configured.
    #[error("config.{kind}.directory in knexfile must be defined")]
    NoStubFolder {
        /// `migrations` or `seeds`.
        kind: String,
        /// The template's name.
        name: String,
    },
    /// What was asked for cannot be done.
    #[error("{headline}")]
    Refused {
        /// Why not.
        headline: String,
        /// What to do instead.
        advice: Option<String>,
    },
}

impl Trouble {
    /// What was asked for cannot be done, and there is nothing more to say.
    pub fn refused(headline: impl Into<String>) -> Self {
        Self::Refused { headline: headline.into(), advice: None }
    }

    /// The exit code that the project's own code asked for (`process.exit`).
    pub fn exit_code(&self) -> Option<u8> {
        let code = Facts::of(self).front_end?.exit_code()?;
        // As the system does: only the low byte counts.
        Some(code.to_le_bytes()[0])
    }

    /// The same, with what to do instead.
    pub fn refused_with(headline: impl Into<String>, advice: impl Into<String>) -> Self {
        Self::Refused { headline: headline.into(), advice: Some(advice.into()) }
    }
}

impl From<Failure> for Trouble {
    fn from(failure: Failure) -> Self {
        Self::Run(Box::new(failure))
    }
}

impl From<rungs_run::Error> for Trouble {
    fn from(error: rungs_run::Error) -> Self {
        Self::Run(Box::new(Failure { error, journal: Journal::default() }))
    }
}

impl From<FrontEndError> for Trouble {
    fn from(error: FrontEndError) -> Self {
        rungs_run::Error::from(error).into()
    }
}

impl From<rungs_verify::Error> for Trouble {
    fn from(error: rungs_verify::Error) -> Self {
        match error {
            rungs_verify::Error::Database(error) => error.into(),
            rungs_verify::Error::Copy(error) => error.into(),
            rungs_verify::Error::Session(error) => Self::Session(error),
            other => Self::refused(other.to_string()),
        }
    }
}
