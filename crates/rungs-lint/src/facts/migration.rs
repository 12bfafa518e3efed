//! A judged migration.

use std::fs;
use std::path::{Path, PathBuf};

use rungs_run::{Down, Migration};
use rungs_trace::{Trace, Traced};

use super::attribution::{self, Made};
use super::places::Wanted;
use super::source::SourceText;
use crate::schema::Key;

/// What is known of a judged migration.
#[derive(Debug)]
pub struct MigrationFacts {
    /// Its name, as the ledger would have it.
    pub name: String,
    /// Its file, where it has one.
    pub path: Option<PathBuf>,
    /// What stands in the file.
    pub source: Option<SourceText>,
    /// Whether it ran in a transaction.
    pub in_transaction: bool,
    /// Why it is one-way on purpose, if it says so; empty where it does not say.
    pub irreversible: Option<String>,
    /// What its way back looks like.
    pub down: Down,
    /// Whether it changed the schema.
    pub changed_schema: bool,
    /// Its statements, and what each did.
    pub trace: Trace,
    /// What it breaks for programs that work with the database as it was.
    pub breaks: Vec<rungs_catalog::Breaking>,
    /// What it threw.
    pub failure: Option<(String, Option<rungs_postgres::Origin>)>,
}

impl MigrationFacts {
    /// What is known before it runs.
    pub(crate) fn of(migration: &dyn Migration) -> Self {
        let path = migration.path().map(Path::to_owned);
        let text = path.as_deref().and_then(|path| fs::read_to_string(path).ok());
        Self {
            name: migration.name().to_owned(),
            path,
            source: text.map(SourceText::new),
            in_transaction: true,
            irreversible: None,
            down: Down::Written,
            changed_schema: false,
            trace: Trace::default(),
            breaks: Vec::new(),
            failure: None,
        }
    }

    /// The migration as a whole: the place is its first line.
    pub fn whole(&self, index: usize) -> Made {
        let file = self.path.clone();
        let origin = file.map(|file| rungs_postgres::Origin { file, line: 1, column: 1 });
        Made { migration: Some(index), statement: None, origin }
    }

    /// The text of the file that a place is in, if it is the migration's.
    pub(crate) fn text_of(&self, origin: &rungs_postgres::Origin) -> Option<&SourceText> {
        self.source.as_ref().filter(|_| self.path.as_deref() == Some(origin.file.as_path()))
    }

    /// The place of what `key` tells: the statement that made it, or that names it best.
    pub(crate) fn locate(&self, index: usize, key: Option<&Key>, names: &[&str]) -> Made {
        let statement = attribution::statement(&self.trace.statements, key, names);
        self.place(index, statement, Wanted::made(names))
    }

    /// The place of a statement, at what is wanted in it.
    pub(crate) fn place(&self, index: usize, statement: Option<&Traced>, wanted: Wanted<'_>) -> Made {
        let Some((statement, origin)) =
            statement.and_then(|statement| Some((statement, statement.statement.origin.as_ref()?)))
        else {
            return self.whole(index);
        };
        let text = self.text_of(origin);
        let sent = (statement.statement.sql.as_str(), statement.line_offset);
        let refined = text.and_then(|text| text.find(origin, sent, wanted));
        Made {
            migration: Some(index),
            statement: Some(attribution::StatementAt {
                sql: statement.statement.sql.clone(),
                origin: origin.clone(),
            }),
            origin: Some(refined.unwrap_or_else(|| origin.clone())),
        }
    }
}
