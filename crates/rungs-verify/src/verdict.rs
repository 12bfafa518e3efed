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
    /// Why an irreversible one is; empty where it does not say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// What makes it broken; empty for others.
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
    /// It is one-way on purpose, and says so; its `up` runs.
    Irreversible,
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
    /// The column in that line, counted from 1.
    #[serde(skip)]
    pub column: Option<u32>,
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
        Self { name: name.to_owned(), kind, reason: None, findings, remarks }
    }

    /// The verdict on a migration that says why it is one-way.
    pub(crate) fn irreversible(name: &str, reason: String) -> Self {
        let kind = VerdictKind::Irreversible;
        Self { name: name.to_owned(), kind, reason: Some(reason), findings: Vec::new(), remarks: Vec::new() }
    }

    /// Whether the migration does not even run.
    pub fn fails_to_run(&self) -> bool {
        self.findings.iter().any(|finding| matches!(finding.code, Code::Unloadable | Code::UpFails))
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
        let (line, column) = (origin.map(|origin| origin.line), origin.map(|origin| origin.column));
        Self { code, object: None, message, file, line, column }
    }

    /// What `act` threw.
    pub(crate) fn thrown(code: Code, act: &str, error: &FrontEndError) -> Self {
        // The statement stands in the user's source; what the server says of it is what counts.
        let message = match error.database() {
            Some(rungs_postgres::Error::Server { error, .. }) => error.message.as_str(),
            _ => error.message(),
        };
        let message = message.split_whitespace().collect::<Vec<_>>().join(" ");
        Self::new(code, format!("{act} fails: {message}"), error.origin())
    }

    /// The place in the user's source, where it is known.
    pub fn origin(&self) -> Option<Origin> {
        Some(Origin { file: self.file.clone()?, line: self.line?, column: self.column? })
    }
}
