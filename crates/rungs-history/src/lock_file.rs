//! `rungs.lock`: one line a migration, so that two branches that add one each meet in the same place.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde::{Deserialize, Serialize};

/// The version of the format that this Rungs writes.
const VERSION: u32 = 1;

const HEAD: &str = "# What each migration was when it was written. `rungs lock` keeps it; commit it beside the migrations.\n";

/// The file's content.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LockFile {
    version: u32,
    /// The last migration that was there when Rungs was adopted: it and those before it are not judged.
    #[serde(default)]
    pub baseline: Option<String>,
    /// Migrations by their names without extensions.
    #[serde(default)]
    pub migrations: BTreeMap<String, Entry>,
    /// Exceptions, in the order in which they were made.
    #[serde(default)]
    pub accepted: Vec<Accepted>,
    /// What was found in the migrations of the baseline.
    #[serde(default)]
    pub finding: Vec<OldFinding>,
}

/// A migration when it was written.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The checksum of what it does.
    pub checksum: String,
    /// The migration before it; none before the first.
    #[serde(default)]
    pub after: Option<String>,
    /// Files of the project's own that it imports or reads, by their paths from `rungs.lock`, with their checksums.
    #[serde(default)]
    pub files: BTreeMap<String, String>,
}

/// An exception that somebody answers for.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Accepted {
    /// The migration.
    pub migration: String,
    /// What happened to it.
    pub what: What,
    /// Why that is right.
    pub because: String,
    /// The checksum that it had, if it was edited.
    #[serde(default)]
    pub was: Option<String>,
}

/// What can be accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "each says what it is")]
pub enum What {
    Edited,
    Inserted,
    Parallel,
    Deleted,
}

impl What {
    fn word(self) -> &'static str {
        match self {
            Self::Edited => "edited",
            Self::Inserted => "inserted",
            Self::Parallel => "parallel",
            Self::Deleted => "deleted",
        }
    }
}

/// A finding that was there at the baseline.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OldFinding {
    /// The migration, without its extension.
    pub migration: String,
    /// The rule.
    pub rule: String,
    /// What was said.
    pub message: String,
}

/// Why a lock file cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LockError {
    /// It holds the marks of a merge that nobody has finished.
    #[error("rungs.lock has conflicts of a merge in it")]
    Conflict,
    /// It is of a later format.
    #[error("rungs.lock has version {0}, which this Rungs does not know")]
    Version(u32),
    /// It says something that nobody understands.
    #[error("rungs.lock cannot be read: {0}")]
    Syntax(String),
}

impl LockFile {
    /// One that holds nothing.
    pub fn new() -> Self {
        Self { version: VERSION, ..Self::default() }
    }

    /// Reads the text of a lock file.
    ///
    /// # Errors
    /// Marks of a merge, a later version, anything that is no lock file.
    pub fn parse(text: &str) -> Result<Self, LockError> {
        if text.lines().any(|line| line.starts_with("<<<<<<<") || line.starts_with(">>>>>>>")) {
            return Err(LockError::Conflict);
        }
        let lock: Self = toml::from_str(text).map_err(|error| LockError::Syntax(error.to_string()))?;
        if lock.version > VERSION {
            return Err(LockError::Version(lock.version));
        }
        Ok(lock)
    }

    /// Whether `migration` was there when Rungs was adopted.
    pub fn is_of_baseline(&self, migration: &str) -> bool {
        let Some(last) = &self.baseline else { return false };
        let mut at = Some(last.as_str());
        let mut steps = 0;
        while let Some(name) = at {
            if name == migration {
                return true;
            }
            steps += 1;
            at = self.migrations.get(name).and_then(|entry| entry.after.as_deref());
            if steps > self.migrations.len() {
                return false;
            }
        }
        false
    }

    /// Checksums that `migration` had before exceptions were made.
    pub fn former(&self, migration: &str) -> impl Iterator<Item = &str> {
        let of = move |accepted: &&Accepted| accepted.migration == migration;
        self.accepted.iter().filter(of).filter_map(|accepted| accepted.was.as_deref())
    }

    /// The text, the same for the same content.
    pub fn render(&self) -> String {
        let mut text = format!("{HEAD}version = {VERSION}\n");
        // Writing to a String cannot fail.
        if let Some(baseline) = &self.baseline {
            let _ = writeln!(text, "baseline = {}", quoted(baseline));
        }
        text.push_str("\n[migrations]\n");
        for (name, entry) in &self.migrations {
            let _ = write!(text, "{} = {{ checksum = {}", quoted(name), quoted(&entry.checksum));
            if let Some(after) = &entry.after {
                let _ = write!(text, ", after = {}", quoted(after));
            }
            if !entry.files.is_empty() {
                let files: Vec<String> = entry
                    .files
                    .iter()
                    .map(|(path, checksum)| format!("{} = {}", quoted(path), quoted(checksum)))
                    .collect();
                let _ = write!(text, ", files = {{ {} }}", files.join(", "));
            }
            text.push_str(" }\n");
        }
        for accepted in &self.accepted {
            let _ = write!(
                text,
                "\n[[accepted]]\nmigration = {}\nwhat = \"{}\"\nbecause = {}\n",
                quoted(&accepted.migration),
                accepted.what.word(),
                quoted(&accepted.because)
            );
            if let Some(was) = &accepted.was {
                let _ = writeln!(text, "was = {}", quoted(was));
            }
        }
        for finding in &self.finding {
            let _ = write!(
                text,
                "\n[[finding]]\nmigration = {}\nrule = {}\nmessage = {}\n",
                quoted(&finding.migration),
                quoted(&finding.rule),
                quoted(&finding.message)
            );
        }
        text
    }
}

fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}
