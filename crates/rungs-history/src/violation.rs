//! What is refused, and what to do about it.

use std::fmt;

use serde::Serialize;

use crate::lock_file::What;

/// Something that happened to a migration that must not happen. `Display` is the sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "what", rename_all = "kebab-case")]
#[allow(missing_docs, reason = "`migration` is the migration's name without its extension, everywhere")]
pub enum Violation {
    /// It is not what it was.
    Edited {
        migration: String,
        /// The file that it imports or reads and that is another one, unless it is the migration itself.
        file: Option<String>,
    },
    /// It is not what the database ran.
    Unlike {
        migration: String,
        /// When the database ran it.
        at: String,
    },
    /// It is new, and stands before one that is not.
    Inserted {
        migration: String,
        /// The last one that is locked.
        last: String,
    },
    /// It was written without knowing the one that now stands before it.
    Parallel {
        migration: String,
        /// What stood before it.
        knew: Option<String>,
        /// What stands before it.
        before: Option<String>,
    },
    /// Its file is gone.
    Deleted { migration: String },
    /// It is new and not in the lock file yet.
    Unlocked { migration: String },
}

impl Violation {
    /// The migration.
    pub fn migration(&self) -> &str {
        match self {
            Self::Edited { migration, .. }
            | Self::Unlike { migration, .. }
            | Self::Inserted { migration, .. }
            | Self::Parallel { migration, .. }
            | Self::Deleted { migration }
            | Self::Unlocked { migration } => migration,
        }
    }

    /// As what it can be accepted.
    pub fn acceptable(&self) -> Option<What> {
        match self {
            Self::Edited { .. } | Self::Unlike { .. } => Some(What::Edited),
            Self::Inserted { .. } => Some(What::Inserted),
            Self::Parallel { .. } => Some(What::Parallel),
            Self::Deleted { .. } => Some(What::Deleted),
            Self::Unlocked { .. } => None,
        }
    }

    /// Whether nothing may run before it is settled. A migration that was just written may be tried.
    pub fn stops_runs(&self) -> bool {
        !matches!(self, Self::Unlocked { .. })
    }

    /// What to do.
    pub fn advice(&self) -> String {
        let name = self.migration();
        let accept = format!("`rungs lock --accept {name} --because \"…\"`");
        match self {
            Self::Edited { file: Some(file), .. } => format!(
                "Migrations run again on the next new database, and must do there what they did here: undo the change of \
                 {file} for it, copy what the migration needs beside it, or say why it is right: {accept}."
            ),
            Self::Edited { .. } => format!(
                "Undo the edit and write a new migration (`rungs migrate:make`). If nobody has run it yet, `rungs lock` \
                 takes it as it is, as long as it is not committed. Otherwise say why it is right: {accept}."
            ),
            Self::Unlike { .. } => format!(
                "The database has the migration as it was then. Restore that file and write a new migration, or say why \
                 the two come to the same: {accept}."
            ),
            Self::Inserted { last, .. } => format!(
                "Databases that have {last} would run it in another order than new ones. Give it a newer timestamp: \
                 rename the file. If the order makes no difference: {accept}."
            ),
            Self::Parallel { before, .. } => format!(
                "Two branches each added one. Look whether they go together, with `rungs verify`, and rename the one that \
                 no database has run yet if it must come last. If {} and it make no difference to each other: {accept}.",
                before.as_deref().unwrap_or("those before")
            ),
            Self::Deleted { .. } => format!(
                "Databases that ran it still have what it did. Restore the file (`git checkout` has it) and undo it in a new \
                 migration, or say why it may go: {accept}."
            ),
            Self::Unlocked { .. } => "Run `rungs lock` and commit rungs.lock with it.".to_owned(),
        }
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Edited { migration, file: None } => {
                write!(f, "{migration} was edited after it was locked")
            }
            Self::Edited { migration, file: Some(file) } => {
                write!(f, "{migration} does something else than when it was locked: {file} has changed")
            }
            Self::Unlike { migration, at } => {
                write!(f, "{migration} is not what this database ran at {at}")
            }
            Self::Inserted { migration, last } => {
                write!(f, "{migration} is new, but stands before {last}, which is locked")
            }
            Self::Parallel { migration, knew, before } => {
                let none = || "no other".to_owned();
                let (knew, before) = (knew.clone().unwrap_or_else(none), before.clone().unwrap_or_else(none));
                write!(f, "{migration} was written after {knew}, and now stands after {before}")
            }
            Self::Deleted { migration } => write!(f, "{migration} is locked, but its file is gone"),
            Self::Unlocked { migration } => write!(f, "{migration} is not in rungs.lock"),
        }
    }
}
