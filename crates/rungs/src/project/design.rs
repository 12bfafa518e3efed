use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::time::Duration;

use rungs_catalog::{FrequentQuery, Kind, PendingChange, Snapshot};
use rungs_lint::{Query, serving_indexes};
use rungs_postgres::Session;
use rungs_run::{Migration, Runner};

use super::database::Database;
use super::{Project, Rehearsal};
use crate::commands::Context;
use crate::diagnostics::Trouble;

/// As many characters of a query as are told.
const LONGEST_QUERY: usize = 80;

/// How long the database may take to say what it has: whoever writes a document need not be online.
const PATIENCE: Duration = Duration::from_secs(3);

/// What the project's migrations make.
pub struct Made {
    /// What the database holds after all of them.
    pub snapshot: Snapshot,
    /// Their names without extensions, in their order.
    pub migrations: Vec<String>,
    /// What those change that are pending.
    pub pending: Vec<PendingChange>,
}

/// Where the design document is unless `rungs.toml` says otherwise, relative to the project's folder.
const DOCUMENT: &str = "docs/TDD.md";

/// Where the guide is unless `rungs.toml` says otherwise.
const GUIDE: &str = "docs/MIGRATIONS.md";

impl Project {
    /// The folder of its configuration.
    pub fn folder(&self) -> &Path {
        self.place.project_folder()
    }

    /// The guide to its migrations.
    pub fn guide_document(&self) -> PathBuf {
        self.place.rungs_toml.guide_document().unwrap_or_else(|| self.folder().join(GUIDE))
    }

    /// The document that holds the data-design section.
    pub fn design_document(&self) -> PathBuf {
        let named = self.place.rungs_toml.design_document();
        named.unwrap_or_else(|| self.folder().join(DOCUMENT))
    }

    /// Runs all migrations on a throwaway server, and looks before and after each that `is_pending`.
    ///
    /// # Errors
    /// When there is no server, a migration fails, or the catalog cannot be read.
    pub async fn make_all(
        &self,
        rehearsal: &Rehearsal,
        is_pending: impl Fn(&str) -> bool,
    ) -> Result<Made, Trouble> {
        let source = self.front_end.source(&self.migrations);
        let all = source.list().await?;
        let runner = Runner::new(rehearsal.session.clone(), self.migrations.clone(), source);
        let look = async || Snapshot::read(&rehearsal.session, &rehearsal.scope).await.map_err(unreadable);
        let mut pending = Vec::new();
        for migration in all.iter().filter(|migration| is_pending(migration.stem())) {
            runner.before(migration.name()).await?;
            let before = look().await?;
            runner.up(Some(migration.name())).await?;
            let difference = Snapshot::diff(&before, &look().await?);
            pending.push(PendingChange { migration: migration.stem().to_owned(), difference });
        }
        runner.latest().await?;
        let migrations = all.iter().map(|migration| migration.stem().to_owned()).collect();
        Ok(Made { snapshot: look().await?, migrations, pending })
    }

    /// What serves the queries that are declared to be frequent, on a server that has all migrations.
    ///
    /// # Errors
    /// When the server is lost.
    pub async fn served(
        &self,
        queries: &[Query],
        session: &Session,
        snapshot: &Snapshot,
    ) -> Result<Vec<FrequentQuery>, Trouble> {
        let mut served = Vec::new();
        for query in queries {
            let found = serving_indexes(query, session).await;
            let found = found.map_err(|error| Trouble::refused(error.to_string()))?;
            let indexes = found.into_iter().map(|index| top(snapshot, index)).collect();
            served.push(FrequentQuery { name: shortened(&query.sql), indexes });
        }
        Ok(served)
    }

    /// The names, without extensions, of the migrations that the project's database has not; its ledger is read, nothing
    /// else. `None` where no database is configured but one that Rungs would start, or none that has a
    /// ledger.
    ///
    /// # Errors
    /// When the database cannot be reached in a few seconds.
    pub async fn pending(&self, context: &Context) -> Result<Option<Vec<String>>, Trouble> {
        if !matches!(self.database, Some(Database::Running(_))) {
            return Ok(None);
        }
        let position = tokio::time::timeout(PATIENCE, self.position(context)).await.map_err(|_| {
            Trouble::refused(format!("the database did not answer within {} s", PATIENCE.as_secs()))
        })??;
        // A database without a ledger is nobody's yet: that all is pending there says nothing.
        let Some(entries) = position.entries else { return Ok(None) };
        let has =
            |migration: &Rc<dyn Migration>| entries.iter().any(|entry| entry.stem() == migration.stem());
        let all = self.list().await?;
        Ok(Some(all.iter().filter(|one| !has(one)).map(|one| one.stem().to_owned()).collect()))
    }
}

/// A partition's index as the one of its table that it is a part of.
fn top(snapshot: &Snapshot, index: (String, String)) -> (String, String) {
    let mut index = index;
    loop {
        let is_it = |record: &&rungs_catalog::Record| {
            record.object.kind == Kind::Index
                && record.object.schema.as_ref() == Some(&index.0)
                && record.object.name == index.1
        };
        let parent = snapshot.records().iter().find(is_it).and_then(|record| record.value("parent index"));
        let Some(parent) = parent else { return index };
        let plain = |name: &str| name.trim_matches('"').to_owned();
        index = match parent.rsplit_once('.') {
            Some((schema, name)) => (plain(schema), plain(name)),
            None => ("public".to_owned(), plain(parent)),
        };
    }
}

/// A query as one short line.
fn shortened(sql: &str) -> String {
    let line = sql.split_whitespace().collect::<Vec<_>>().join(" ");
    let line = line.trim_end_matches(';');
    let short: String = line.chars().take(LONGEST_QUERY).collect();
    if short.len() < line.len() { format!("{short}…") } else { short }
}

fn unreadable(error: rungs_catalog::Error) -> Trouble {
    match error {
        rungs_catalog::Error::Database(error) => error.into(),
        other => Trouble::refused(other.to_string()),
    }
}
