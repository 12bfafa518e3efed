//! Databases that live as long as a test.
use std::sync::atomic::{AtomicUsize, Ordering};

use postgres::{Client, NoTls, SimpleQueryMessage};

use crate::Error;

static NUMBER: AtomicUsize = AtomicUsize::new(0);

/// A server on which tests may create databases.
#[derive(Debug, Clone)]
pub struct Server {
    /// The URL up to the database's name.
    before: String,
    /// The URL after it: its parameters.
    after: String,
}

impl Server {
    /// The server of a URL; the database named in it is not used.
    pub fn new(url: &str) -> Self {
        let (rest, after) = url.find('?').map_or((url, ""), |at| url.split_at(at));
        let (scheme, rest) = rest.split_once("://").unwrap_or(("postgresql", rest));
        let authority = rest.split('/').next().unwrap_or_default();
        Self { before: format!("{scheme}://{authority}/"), after: after.to_owned() }
    }

    /// The server that `RUNGS_TEST_SERVER` names.
    pub fn from_environment() -> Option<Self> {
        std::env::var("RUNGS_TEST_SERVER").ok().map(|url| Self::new(&url))
    }

    /// `host:port`, as it appears in messages; nothing for a Unix socket.
    pub fn address(&self) -> &str {
        let (_, authority) = self.before.split_once("://").unwrap_or_default();
        authority.rsplit('@').next().unwrap_or_default().trim_end_matches('/')
    }

    fn url(&self, database: &str) -> String {
        format!("{}{database}{}", self.before, self.after)
    }

    /// A fresh, empty database.
    ///
    /// # Errors
    /// The server cannot be reached or refuses.
    pub fn create_database(&self) -> Result<Database, Error> {
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let name = format!("rungs_test_{}_{number}", std::process::id());
        self.maintain(&format!("CREATE DATABASE {name} TEMPLATE template0"))?;
        Ok(Database { server: self.clone(), url: self.url(&name), name })
    }

    /// The major version, such as 18.
    ///
    /// # Errors
    /// The server cannot be reached.
    pub fn major(&self) -> Result<u32, Error> {
        let mut client = Client::connect(&self.url("postgres"), NoTls)?;
        let row = client.query_one("SELECT current_setting('server_version_num')::int / 10000", &[])?;
        Ok(u32::try_from(row.get::<_, i32>(0)).unwrap_or_default())
    }

    fn maintain(&self, statement: &str) -> Result<(), Error> {
        Ok(Client::connect(&self.url("postgres"), NoTls)?.batch_execute(statement)?)
    }
}

/// A database, dropped when this is.
#[derive(Debug)]
pub struct Database {
    server: Server,
    /// With the database's name.
    pub url: String,
    /// The database's name.
    pub name: String,
}

impl Database {
    /// The server it is on.
    pub fn server(&self) -> &Server {
        &self.server
    }

    /// Runs one or several statements; the rows of all of them, a line each, values joined by ` | `, null as `∅`.
    ///
    /// # Errors
    /// The server refuses a statement.
    pub fn rows(&self, statements: &str) -> Result<Vec<String>, Error> {
        let mut client = Client::connect(&self.url, NoTls)?;
        let messages = client.simple_query(statements)?;
        let rows = messages.iter().filter_map(|message| match message {
            SimpleQueryMessage::Row(row) => Some(row),
            _ => None,
        });
        Ok(rows
            .map(|row| {
                let values = (0..row.len()).map(|column| row.get(column).unwrap_or("∅"));
                values.collect::<Vec<_>>().join(" | ")
            })
            .collect())
    }

    /// All rows of all tables but Knex's own, `TABLE {json}`, by their text.
    ///
    /// # Errors
    /// The server cannot be reached.
    pub fn all_rows(&self) -> Result<Vec<String>, Error> {
        let tables = self.rows(
            "SELECT format('%I.%I', n.nspname, c.relname) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE c.relkind = 'r' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
               AND c.relname !~ '^(knex_|rungs_migrations$)' ORDER BY 1",
        )?;
        let mut rows = Vec::new();
        for table in tables {
            let named = table.strip_prefix("public.").unwrap_or(&table).to_owned();
            let of_table = self.rows(&format!(
                "SELECT row FROM (SELECT to_jsonb(t)::text AS row FROM {table} t) r ORDER BY row COLLATE \"C\""
            ))?;
            rows.extend(of_table.into_iter().map(|row| format!("{named} {row}")));
        }
        Ok(rows)
    }

    /// Knex's ledger and lock, a line a row: `ID NAME (batch N)`, then `locked` or `unlocked`.
    ///
    /// # Errors
    /// The server cannot be reached.
    pub fn ledger(&self, table: &str) -> Result<Vec<String>, Error> {
        if self.rows(&format!("SELECT to_regclass('{table}')"))? == ["∅"] {
            return Ok(vec!["no ledger".to_owned()]);
        }
        self.rows(&format!(
            "SELECT id || ' ' || name || ' (batch ' || batch || ')' FROM {table} ORDER BY id;
             SELECT CASE is_locked WHEN 0 THEN 'unlocked' ELSE 'locked' END FROM {table}_lock ORDER BY index"
        ))
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        // A server that is gone took the database with it. FORCE would need 13; a session left behind is a test's
        // failure elsewhere.
        let _ = self.server.maintain(&format!(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{}'",
            self.name
        ));
        let _ = self.server.maintain(&format!("DROP DATABASE IF EXISTS {}", self.name));
    }
}
