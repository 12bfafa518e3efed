use std::path::{Path, PathBuf};

use clap::ValueEnum;

/// What a command found.
#[derive(Debug, Clone, Default)]
pub struct Findings {
    /// What was found, in the order in which it is told.
    pub found: Vec<Finding>,
    /// What was looked at: names of migrations.
    pub looked_at: Vec<String>,
    /// How to tell it.
    pub format: Format,
    /// Whether warnings fail the command.
    pub deny_warnings: bool,
}

/// One thing that is wrong.
#[derive(Debug, Clone)]
pub struct Finding {
    /// The rule's name.
    pub rule: String,
    /// How much it weighs.
    pub severity: Severity,
    /// The migration.
    pub migration: Option<String>,
    /// Where.
    pub place: Option<Place>,
    /// What is wrong.
    pub message: String,
    /// What the rule wants and why.
    pub why: String,
    /// What to write instead or besides.
    pub fix: Option<String>,
}

/// A place in a file of the user's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file.
    pub file: PathBuf,
    /// The line, from 1.
    pub line: u32,
    /// The column, from 1.
    pub column: u32,
}

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// It is shown.
    Warning,
    /// It fails the command.
    Error,
}

/// The forms of findings.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people, with the code
    #[default]
    Human,
    /// One JSON document
    Json,
    /// SARIF 2.1.0, as code scanning reads it
    Sarif,
    /// Commands of a GitHub workflow, which annotate the files
    Github,
    /// JUnit's XML
    Junit,
    /// Markdown, as for a comment on a pull request
    Markdown,
}

impl Severity {
    /// `error` or `warning`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

impl Findings {
    /// Whether the command fails.
    pub fn fail(&self) -> bool {
        self.deny_warnings && !self.found.is_empty() || self.count(Severity::Error) > 0
    }

    /// How many weigh that much.
    pub fn count(&self, severity: Severity) -> usize {
        self.found.iter().filter(|finding| finding.severity == severity).count()
    }
}

impl Place {
    /// The file as seen from `folder`, where it is below it; with slashes on all systems.
    pub fn seen_from(&self, folder: &Path) -> String {
        let seen = self.file.strip_prefix(folder).unwrap_or(&self.file);
        seen.display().to_string().replace('\\', "/")
    }

    /// The file as seen from the working directory.
    pub fn seen_from_here(&self) -> String {
        std::env::current_dir().map_or_else(|_| self.file.display().to_string(), |here| self.seen_from(&here))
    }
}

/// The folder of the repository that holds the working directory, or the working directory: what services that annotate code
/// take paths from.
pub(super) fn repository() -> PathBuf {
    let here = std::env::current_dir().unwrap_or_default();
    let found = here.ancestors().find(|folder| folder.join(".git").exists()).map(Path::to_owned);
    found.unwrap_or(here)
}

impl From<rungs_lint::Finding> for Finding {
    fn from(found: rungs_lint::Finding) -> Self {
        let place = found.file.map(|file| Place {
            file,
            line: found.line.unwrap_or(1),
            column: found.column.unwrap_or(1),
        });
        Self {
            rule: found.rule,
            severity: if found.level == rungs_lint::Level::Error {
                Severity::Error
            } else {
                Severity::Warning
            },
            migration: found.migration,
            place,
            message: found.message,
            why: found.why,
            fix: Some(found.fix).filter(|fix| !fix.is_empty()),
        }
    }
}
