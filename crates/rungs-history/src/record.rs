//! What the database has on record: `rungs_migrations`, beside Knex's table, which stays as it is.

use std::collections::HashMap;
use std::rc::Rc;

use async_trait::async_trait;
use rungs_postgres::{QueryResult, Session, Statement};
use rungs_run::{FrontEndError, Hooks, Migration, MigrationSettings, RunContext};

/// SQLSTATE of a table, and of a schema, that does not exist.
const MISSING: &[&str] = &["42P01", "3F000"];

/// A migration as a database ran it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    /// Its name without its extension.
    pub name: String,
    /// The checksum that it had.
    pub checksum: String,
    /// When it ran, as `2026-05-06 07:08:09Z`.
    pub at: String,
}

/// The table.
#[derive(Debug, Clone)]
pub struct Record {
    table: String,
}

impl Record {
    /// Its name, without the schema.
    pub const TABLE: &'static str = "rungs_migrations";

    /// The one beside the ledger that the settings name.
    pub fn new(settings: &MigrationSettings) -> Self {
        let quoted = |name: &str| format!("\"{}\"", name.replace('"', "\"\""));
        let schema = settings.schema_name.as_deref().map(|schema| format!("{}.", quoted(schema)));
        Self { table: format!("{}{}", schema.unwrap_or_default(), Self::TABLE) }
    }

    /// What is on record; nothing where the table is not there.
    ///
    /// # Errors
    /// When the server refuses, or goes away.
    pub async fn read(&self, session: &Session) -> Result<Vec<Recorded>, rungs_postgres::Error> {
        let query = format!(
            "select name, checksum, to_char(applied_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS\"Z\"') from {}",
            self.table
        );
        let results = match session.execute(&Statement::new(query)).await {
            Err(error) if error.sqlstate().is_some_and(|state| MISSING.contains(&state)) => {
                return Ok(Vec::new());
            }
            other => other?,
        };
        let rows = results.first().map(|result: &QueryResult| result.rows.as_slice()).unwrap_or_default();
        let text = |value: Option<&str>| value.unwrap_or_default().to_owned();
        Ok(rows
            .iter()
            .map(|row| Recorded { name: text(row.get(0)), checksum: text(row.get(1)), at: text(row.get(2)) })
            .collect())
    }

    async fn create(&self, session: &Session) -> Result<(), rungs_postgres::Error> {
        let sql = format!(
            "create table if not exists {} (name text primary key, checksum text not null, applied_at timestamptz not null \
             default now(), applied_by text not null default session_user, rungs_version text not null)",
            self.table
        );
        session.execute(&Statement::new(sql)).await.map(drop)
    }

    async fn note(&self, session: &Session, name: &str, checksum: &str) -> Result<(), rungs_postgres::Error> {
        let sql = format!(
            "insert into {} (name, checksum, rungs_version) values ({}, {}, '{}') on conflict (name) do update set \
             checksum = excluded.checksum, applied_at = excluded.applied_at, applied_by = session_user, \
             rungs_version = excluded.rungs_version",
            self.table,
            literal(name),
            literal(checksum),
            env!("CARGO_PKG_VERSION")
        );
        session.execute(&Statement::new(sql)).await.map(drop)
    }

    async fn forget(&self, session: &Session, name: &str) -> Result<(), rungs_postgres::Error> {
        let sql = format!("delete from {} where name = {}", self.table, literal(name));
        session.execute(&Statement::new(sql)).await.map(drop)
    }
}

fn literal(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// Hooks that keep the record in the transaction of each migration, around those that a project has.
pub struct Recorder {
    inner: Rc<dyn Hooks>,
    record: Record,
    /// Checksums by name; `None` when migrations are undone.
    checksums: Option<HashMap<String, String>>,
}

impl Recorder {
    /// Writes down migrations that run.
    pub fn applying(inner: Rc<dyn Hooks>, record: Record, checksums: HashMap<String, String>) -> Self {
        Self { inner, record, checksums: Some(checksums) }
    }

    /// Takes out migrations that are undone.
    pub fn undoing(inner: Rc<dyn Hooks>, record: Record) -> Self {
        Self { inner, record, checksums: None }
    }
}

#[async_trait(?Send)]
impl Hooks for Recorder {
    async fn before_all(
        &self,
        run: &RunContext,
        migrations: &[Rc<dyn Migration>],
    ) -> Result<(), FrontEndError> {
        self.record.create(&run.session).await?;
        self.inner.before_all(run, migrations).await
    }

    async fn before_each(
        &self,
        run: &RunContext,
        migration: &Rc<dyn Migration>,
    ) -> Result<(), FrontEndError> {
        self.inner.before_each(run, migration).await
    }

    async fn after_each(&self, run: &RunContext, migration: &Rc<dyn Migration>) -> Result<(), FrontEndError> {
        self.inner.after_each(run, migration).await?;
        let name = migration.stem();
        match &self.checksums {
            None => self.record.forget(&run.session, name).await?,
            Some(checksums) => {
                if let Some(checksum) = checksums.get(name) {
                    self.record.note(&run.session, name, checksum).await?;
                }
            }
        }
        Ok(())
    }

    async fn warn(&self, text: &str) -> Result<bool, FrontEndError> {
        self.inner.warn(text).await
    }

    async fn after_all(
        &self,
        run: &RunContext,
        migrations: &[Rc<dyn Migration>],
    ) -> Result<(), FrontEndError> {
        self.inner.after_all(run, migrations).await
    }
}
