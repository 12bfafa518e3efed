//! A database of its own for each test.

use std::path::Path;
use std::rc::Rc;

use rungs_postgres::server::{self, ServerChoice, Throwaway};
use rungs_postgres::{ConnectConfig, Session, Statement};
use rungs_run::{MigrationSettings, Runner, Source};

/// Names the server of the tests.
const SERVER: &str = "RUNGS_TEST_SERVER";

pub struct Database {
    config: ConnectConfig,
    pub session: Session,
    _own: Option<Throwaway>,
}

impl Database {
    /// An empty database: on the server of `RUNGS_TEST_SERVER`, else on an embedded one of its own.
    pub async fn create() -> Self {
        let choice: ServerChoice =
            std::env::var(SERVER).map_or_else(|_| ServerChoice::default(), |name| name.parse().unwrap());
        let own = server::throwaway(Path::new(env!("CARGO_MANIFEST_DIR")), &choice).await.unwrap();
        let config = own.config().clone();
        let session = Session::connect(&config).await.unwrap();
        Self { config, session, _own: Some(own) }
    }

    /// The database that [`Database::url`] of another process names.
    pub async fn at(url: &str) -> Self {
        let config = ConnectConfig::from_url(url).unwrap();
        let session = Session::connect(&config).await.unwrap();
        Self { config, session, _own: None }
    }

    /// Its URL, for another process.
    pub async fn url(&self) -> String {
        let name = self.column("select current_database()").await.remove(0);
        if let Ok(server) = std::env::var(SERVER) {
            let (scheme, rest) = server.split_once("://").unwrap();
            let authority = rest.split(['/', '?']).next().unwrap();
            return format!("{scheme}://{authority}/{name}");
        }
        let folder = self.column("select current_setting('unix_socket_directories')").await.remove(0);
        let rest = self.column("select current_user || '&port=' || current_setting('port')").await.remove(0);
        format!("postgresql:///{name}?host={}&user={rest}", folder.replace('/', "%2F"))
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
        let session = Session::connect(&self.config).await.unwrap();
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
        self.column("select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace and relname not like 'knex_%' and relname not like 'rungs_%' order by 1").await
    }

    pub async fn lock_row(&self) -> Vec<String> {
        self.column("select is_locked from knex_migrations_lock").await
    }
}

/// Runs a test on one thread, as Rungs does.
pub fn on_one_thread(test: impl Future<Output = ()>) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    tokio::task::LocalSet::new().block_on(&runtime, test);
}
