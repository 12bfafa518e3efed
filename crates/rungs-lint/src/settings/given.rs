//! Settings as `rungs.toml` has them.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::{Conventions, Ids, Query, Settings, UnknownRule};
use crate::level::Level;

/// The section `[conventions]`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct GivenConventions {
    /// Tables that will be large.
    #[serde(alias = "large_tables")]
    large_tables: Option<Vec<String>>,
    /// Queries; what ends in `.sql` is a file of them, relative to `rungs.toml`, and what ends in `/` a folder of such files.
    #[serde(alias = "frequent_queries", default)]
    frequent_queries: Vec<String>,
    /// How keys are made.
    #[serde(default)]
    ids: GivenIds,
}

#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum GivenIds {
    #[default]
    #[serde(alias = "time_ordered")]
    TimeOrdered,
    Uuidv7,
    Ulid,
}

/// The section `[lint]`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct GivenLint {
    /// Levels by the names of rules.
    #[serde(default)]
    rules: BTreeMap<String, Level>,
}

/// Why settings cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SettingsError {
    /// A rule that is not there.
    #[error("[lint.rules]: {0}")]
    Rule(#[from] UnknownRule),
    /// A file of queries that cannot be read.
    #[error("[conventions] frequent_queries: cannot read {}: {error}", path.display())]
    Queries {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        error: std::io::Error,
    },
}

impl Settings {
    /// What the two sections of `file` say.
    ///
    /// # Errors
    /// When they name a rule that is not there, or a file of queries that cannot be read.
    pub fn of(conventions: &GivenConventions, lint: &GivenLint, file: &Path) -> Result<Self, SettingsError> {
        let usual = Conventions::default();
        let mut settings = Self {
            conventions: Conventions {
                large_tables: conventions.large_tables.clone().unwrap_or(usual.large_tables),
                frequent_queries: queries(&conventions.frequent_queries, file)?,
                ids: match conventions.ids {
                    GivenIds::TimeOrdered => Ids::TimeOrdered,
                    GivenIds::Uuidv7 => Ids::Uuidv7,
                    GivenIds::Ulid => Ids::Ulid,
                },
            },
            ..Self::default()
        };
        for (rule, level) in &lint.rules {
            settings.set_level(rule, *level)?;
        }
        Ok(settings)
    }
}

fn queries(given: &[String], file: &Path) -> Result<Vec<Query>, SettingsError> {
    let folder = file.parent().unwrap_or(Path::new(""));
    let text = fs::read_to_string(file).unwrap_or_default();
    let mut queries = Vec::new();
    for entry in given {
        let is_file = entry.to_ascii_lowercase().ends_with(".sql") && !entry.contains(char::is_whitespace);
        if entry.ends_with('/') {
            let path = folder.join(entry);
            let fail = |error| SettingsError::Queries { path: path.clone(), error };
            let mut files: Vec<PathBuf> =
                fs::read_dir(&path).map_err(fail)?.flatten().map(|entry| entry.path()).collect();
            files.retain(|path| path.extension().is_some_and(|extension| extension == "sql"));
            files.sort();
            for path in files {
                queries.extend(of_file(&path)?);
            }
        } else if is_file {
            queries.extend(of_file(&folder.join(entry))?);
        } else {
            let first = entry.trim().lines().next().unwrap_or_default();
            let line = text.lines().position(|line| line.contains(first)).map_or(1, |index| index + 1);
            queries.push(Query {
                sql: entry.clone(),
                file: file.to_owned(),
                line: u32::try_from(line).unwrap_or(1),
            });
        }
    }
    Ok(queries)
}

/// The queries of a file, one after the other.
fn of_file(path: &Path) -> Result<Vec<Query>, SettingsError> {
    let text =
        fs::read_to_string(path).map_err(|error| SettingsError::Queries { path: path.to_owned(), error })?;
    let pieces = rungs_trace::sql::split(&text);
    let line = |start: usize| {
        let blank = text[start..].len() - text[start..].trim_start().len();
        u32::try_from(text[..start + blank].matches('\n').count()).unwrap_or(0) + 1
    };
    let queries = pieces.iter().filter(|piece| !piece.sql.trim().is_empty());
    Ok(queries
        .map(|piece| Query { sql: piece.sql.to_owned(), file: path.to_owned(), line: line(piece.start) })
        .collect())
}
