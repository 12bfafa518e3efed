use std::path::PathBuf;
use std::time::Duration;

use rungs_run::Batch;
use rungs_run::lock::Holder;
use rungs_verify::plan::Plan;
use rungs_verify::{Verdict, VerdictKind};

use super::Checked;
use crate::documents::{Document, DocumentState};
use crate::output::findings::Findings;

/// The result of a command that did what it was asked.
pub enum Report {
    /// Migrations were run.
    Migrated(Applied),
    /// Migrations were undone.
    RolledBack(Applied),
    /// What was run and what was not.
    Listing {
        /// Names in the ledger.
        completed: Vec<String>,
        /// Files of those that are not in it; `None` for a migration without a file.
        pending: Vec<Option<String>>,
    },
    /// The version of the last migration.
    CurrentVersion(Option<String>),
    /// The lock row is free.
    Unlocked {
        /// A run that is alive and holds the lock nevertheless.
        alive: Option<Holder>,
    },
    /// A migration was created.
    MadeMigration(PathBuf),
    /// Migrations were created from a pattern.
    MadeMigrations(Vec<PathBuf>),
    /// A seed was created.
    MadeSeed(PathBuf),
    /// A knexfile was created, at this path relative to the working directory.
    MadeKnexfile(String),
    /// Seeds were run.
    Seeded {
        /// Their names.
        names: Vec<String>,
        /// Whether the names were asked for.
        verbose: bool,
        /// How long it took.
        elapsed: Duration,
    },
    /// Migrations were verified.
    Verified(Vec<Verdict>),
    /// Documents were written, or found stale.
    Documents(Vec<Document>),
    /// Something was looked for, and this was found.
    Found(Findings),
    /// A pull request was judged.
    Checked(Checked),
    /// A plan was made.
    Planned(Box<Planned>),
    /// Anything else.
    Text(String),
}

impl Report {
    /// Whether the program is to fail nevertheless: what was looked for was found.
    pub fn is_failure(&self) -> bool {
        self.exit_code() != 0
    }

    /// The code with which the program ends.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Verified(verdicts) => {
                u8::from(verdicts.iter().any(|verdict| verdict.kind == VerdictKind::Broken))
            }
            Self::Documents(documents) => u8::from(
                documents.iter().any(|document| matches!(document.state, DocumentState::Stale { .. })),
            ),
            Self::Found(findings) => u8::from(findings.fail()),
            Self::Checked(checked) => checked.exit_code(),
            _ => 0,
        }
    }
}

/// A plan, and how it was made.
pub struct Planned {
    /// The plan.
    pub plan: Plan,
    /// The state that it starts from, in words.
    pub position: String,
    /// The major version of the throwaway server.
    pub server: u32,
    /// Whether a script is wanted.
    pub as_sql: bool,
}

/// A batch that was run.
pub struct Applied {
    /// What was run.
    pub batch: Batch,
    /// How Knex tells it.
    pub told: Told,
    /// How long it took, connecting not included.
    pub elapsed: Duration,
}

/// How Knex 3.3.0 tells what a command has run.
#[derive(Clone, Copy)]
pub enum Told {
    /// `latest` and `rollback` say how many migrations there were, and their names when asked to.
    Counted {
        /// Whether the names were asked for.
        verbose: bool,
    },
    /// All others list them.
    Listed,
}
