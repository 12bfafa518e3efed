//! A database of its own for each test.

use std::rc::Rc;

use rungs_postgres::{ConnectConfig, Session, Statement};
use rungs_run::{MigrationSettings, Runner, Source};

/// Where the server of the tests is; unset, one is started.
pub const SERVER: &str = "RUNGS_TEST_URL";

pub struct Database {
    pub url: String,
    pub session: Session,
}

impl Database {
    /// An empty database for the test of that name.
    pub async fn create(test: &str) -> Self {
        let name = format!("test_{test}");
        let server = std::env::var(SERVER).unwrap();
        let admin = connect(&format!("{server}/postgres")).await;
        for sql in [format!("drop database if exists {name} with (force)"), format!("create database {name}")]
        {
            admin.execute(&Statement::new(sql)).await.unwrap();
        }
        let url = format!("{server}/{name}");
        let session = connect(&url).await;
        Self { url, session }
    }

    /// A runner with a session of its own.
    pub async fn runner(&self, source: &Rc<impl Source + 'static>) -> Runner {
        self.runner_with(source, MigrationSettings::default()).await
    }

    pub async fn runner_with(
        &self,
        source: &Rc<impl Source + 'static>,
        settings: MigrationSettings,
    ) -> Runner {
        let config = ConnectConfig::from_url(&self.url).unwrap();
        let session = Session::connect(&config).await.unwrap();
        Runner::new(session, settings, source.clone())
    }

    pub async fn execute(&self, sql: &str) {
        self.session.execute(&Statement::new(sql)).await.unwrap();
    }

    /// The first column of all rows.
    pub async fn column(&self, sql: &str) -> Vec<String> {
        let results = self.session.execute(&Statement::new(sql)).await.unwrap();
        results.last().unwrap().rows.iter().map(|row| row.get(0).unwrap_or("NULL").to_owned()).collect()
    }

    /// The ledger, a line a migration: `batch name`.
    pub async fn ledger(&self) -> Vec<String> {
        self.column("select batch || ' ' || name from knex_migrations order by id").await
    }

    /// The tables that migrations made.
    pub async fn tables(&self) -> Vec<String> {
        self.column("select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace and relname not like 'knex_%' order by 1").await
    }

    pub async fn lock_row(&self) -> Vec<String> {
        self.column("select is_locked from knex_migrations_lock").await
    }
}

pub async fn connect(url: &str) -> Session {
    Session::connect(&ConnectConfig::from_url(url).unwrap()).await.unwrap()
}

/// Runs a test on one thread, as Rungs does.
pub fn on_one_thread(test: impl Future<Output = ()>) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    tokio::task::LocalSet::new().block_on(&runtime, test);
}
