//! What is said of a migration.

use std::path::PathBuf;

use rungs_postgres::Origin;
use rungs_run::FrontEndError;
use serde::Serialize;

/// What came of one migration.
#[derive(Debug, Clone, Serialize)]
pub struct Verdict {
    /// The migration's name in the ledger.
    pub name: String,
    /// The verdict itself.
    #[serde(rename = "verdict")]
    pub kind: VerdictKind,
    /// What makes it broken; empty for a reversible one.
    pub findings: Vec<Finding>,
    /// What PostgreSQL cannot give back. Strict projects count it as broken.
    pub remarks: Vec<Finding>,
}

/// Whether a migration can be undone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum VerdictKind {
    /// `down` undoes what `up` did, and `up` runs again.
    Reversible,
    /// It does not, or one of them fails.
    Broken,
}

/// One thing that is wrong.
#[derive(Debug, Clone, Serialize)]
pub struct Finding {
    /// What kind of thing.
    pub code: Code,
    /// The object of the database, if it is about one: `` index `users_email_index` ``.
    pub object: Option<String>,
    /// The sentence for people.
    pub message: String,
    /// The file that it comes from.
    pub file: Option<PathBuf>,
    /// The line in it, counted from 1: of the statement that made the object, or failed.
    pub line: Option<u32>,
}

/// The kinds of findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Code {
    /// The file cannot be loaded, or lacks `up` or `down`.
    Unloadable,
    /// `up` fails.
    UpFails,
    /// `down` fails.
    DownFails,
    /// `up` fails after `down`.
    SecondUpFails,
    /// `down` leaves, forgets or changes something.
    DownDiffers,
    /// The second `up` leads elsewhere than the first.
    SecondUpDiffers,
}

impl Verdict {
    /// The verdict on these findings.
    pub(crate) fn of(name: &str, findings: Vec<Finding>, remarks: Vec<Finding>) -> Self {
        let kind = if findings.is_empty() { VerdictKind::Reversible } else { VerdictKind::Broken };
        Self { name: name.to_owned(), kind, findings, remarks }
    }

    /// The verdict where remarks count too.
    #[must_use]
    pub fn strict(mut self) -> Self {
        self.findings.append(&mut self.remarks);
        if !self.findings.is_empty() {
            self.kind = VerdictKind::Broken;
        }
        self
    }
}

impl Finding {
    pub(crate) fn new(code: Code, message: String, origin: Option<&Origin>) -> Self {
        let file = origin.map(|origin| origin.file.clone());
        Self { code, object: None, message, file, line: origin.map(|origin| origin.line) }
    }

    /// What `act` threw.
    pub(crate) fn thrown(code: Code, act: &str, error: &FrontEndError) -> Self {
        Self::new(code, format!("{act} fails: {}", error.message()), error.origin())
    }
}
