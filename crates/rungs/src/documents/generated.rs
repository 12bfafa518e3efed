//! What becomes of a document once it is known what should stand in it.

use std::fs;
use std::path::{Path, PathBuf};

use similar::TextDiff;

use crate::diagnostics::Trouble;

/// As many lines of a difference as are shown.
const LONGEST_DIFFERENCE: usize = 40;

/// A document as it should be.
#[derive(Debug)]
pub struct Generated {
    /// The file.
    pub path: PathBuf,
    /// What is in it; `None` where there is no such file.
    pub before: Option<Vec<u8>>,
    /// What should be in it.
    pub after: Vec<u8>,
    /// The command that writes it.
    pub command: &'static str,
}

/// What is to be done about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Delivery {
    /// Write it, unless it is so already.
    Write,
    /// Say whether it is so.
    Check,
}

/// What became of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// The file.
    pub path: PathBuf,
    /// The command that writes it.
    pub command: &'static str,
    /// How it stands.
    pub state: DocumentState,
}

/// How a document stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DocumentState {
    /// It was written.
    Written,
    /// It was as it should be already.
    UpToDate,
    /// It is not as it should be, and was left so.
    Stale {
        /// What would change: a unified difference, shortened.
        difference: String,
    },
}

impl Generated {
    /// Writes the document, or says how it differs.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn deliver(self, delivery: Delivery) -> Result<Document, Trouble> {
        let state = if self.before.as_ref() == Some(&self.after) {
            DocumentState::UpToDate
        } else if delivery == Delivery::Check {
            DocumentState::Stale { difference: self.difference() }
        } else {
            write(&self.path, &self.after)?;
            DocumentState::Written
        };
        Ok(Document { path: self.path, command: self.command, state })
    }

    fn difference(&self) -> String {
        let before = self.before.as_deref().unwrap_or_default();
        let (before, after) = (String::from_utf8_lossy(before), String::from_utf8_lossy(&self.after));
        let whole = TextDiff::from_lines(&before, &after).unified_diff().context_radius(1).to_string();
        let shown: Vec<&str> = whole.lines().take(LONGEST_DIFFERENCE).collect();
        let left = whole.lines().count() - shown.len();
        let rest = if left == 0 { String::new() } else { format!("\n… and {left} lines more") };
        shown.join("\n") + &rest
    }
}

/// What is in the file; `None` where there is none.
///
/// # Errors
/// When there is one and it cannot be read.
pub fn read(path: &Path) -> Result<Option<Vec<u8>>, Trouble> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Trouble::File { doing: "read", path: path.to_owned(), error }),
    }
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), Trouble> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|error| Trouble::File {
            doing: "make",
            path: folder.to_owned(),
            error,
        })?;
    }
    fs::write(path, bytes).map_err(|error| Trouble::File { doing: "write", path: path.to_owned(), error })
}
