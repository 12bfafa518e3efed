//! What is found.

use serde::Serialize;

use crate::facts::Made;
use crate::level::Level;

/// What a rule finds.
#[derive(Debug, Clone)]
pub struct Found {
    /// Where.
    pub made: Made,
    /// What is wrong, in one sentence without its full stop.
    pub message: String,
    /// What to write instead or besides: TypeScript.
    pub fix: String,
}

/// What is told.
#[derive(Debug, Clone, Serialize)]
pub struct Finding {
    /// The rule's name.
    pub rule: String,
    /// How much it weighs.
    pub level: Level,
    /// The migration, as the ledger would name it.
    pub migration: Option<String>,
    /// The file.
    pub file: Option<std::path::PathBuf>,
    /// The line in it, from 1.
    pub line: Option<u32>,
    /// The column, from 1.
    pub column: Option<u32>,
    /// What is wrong.
    pub message: String,
    /// What the rule wants and why.
    pub why: String,
    /// What to write.
    pub fix: String,
}
