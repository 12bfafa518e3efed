//! What a project wants.

mod given;

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::level::Level;
use crate::rule::Rule;
use crate::rules::RULES;

pub use given::{GivenConventions, GivenLint, SettingsError};

/// A project's conventions, and its levels of rules.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// The conventions.
    pub conventions: Conventions,
    levels: BTreeMap<&'static str, Level>,
}

/// What rules need to know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conventions {
    /// Tables that will be large: `name` or `schema.name`.
    pub large_tables: Vec<String>,
    /// Queries that are run often.
    pub frequent_queries: Vec<Query>,
    /// How keys are made.
    pub ids: Ids,
}

/// How primary keys are made.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Ids {
    /// Anything that grows with time: UUIDv7, ULID, sequences.
    #[default]
    TimeOrdered,
    /// UUIDv7 only.
    Uuidv7,
    /// ULID only.
    Ulid,
}

/// A query that is run often.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    /// The query.
    pub sql: String,
    /// The file that it stands in.
    pub file: PathBuf,
    /// The line on which it begins, from 1.
    pub line: u32,
}

impl Default for Conventions {
    fn default() -> Self {
        Self {
            large_tables: vec!["sessions".to_owned(), "audit_log".to_owned()],
            frequent_queries: Vec::new(),
            ids: Ids::default(),
        }
    }
}

/// A name that no rule has.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is no rule `{name}`{}", .likest.map(|rule| format!("; did you mean `{rule}`?")).unwrap_or_default())]
pub struct UnknownRule {
    /// The name.
    pub name: String,
    /// The rule whose name is most like it.
    pub likest: Option<&'static str>,
}

impl Settings {
    /// Sets the level of a rule.
    ///
    /// # Errors
    /// When there is no such rule.
    pub fn set_level(&mut self, rule: &str, level: Level) -> Result<(), UnknownRule> {
        let rule = crate::rules::rule(rule)?;
        self.levels.insert(rule.name, level);
        Ok(())
    }

    /// The level of a rule.
    pub fn level(&self, rule: &Rule) -> Level {
        self.levels.get(rule.name).copied().unwrap_or(rule.level)
    }
}

impl UnknownRule {
    pub(crate) fn named(name: &str) -> Self {
        let distance = |rule: &&Rule| strsim::levenshtein(rule.name, name);
        let likest = RULES.iter().min_by_key(distance).filter(|rule| distance(rule) <= name.len() / 2);
        Self { name: name.to_owned(), likest: likest.map(|rule| rule.name) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_that_is_not_there_is_told_with_the_likest() {
        let error = Settings::default().set_level("foreign-key-indexes", Level::Off);
        assert_eq!(
            error.map_err(|error| error.to_string()),
            Err("there is no rule `foreign-key-indexes`; did you mean `foreign-key-index`?".to_owned())
        );
    }
}
