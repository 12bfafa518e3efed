//! A team's project: its knexfile, migrations, hooks and seeds, and the engine that runs them.

mod files;
mod hooks;
mod host;
mod hosts;
mod incomplete;
mod listing;
mod migration;
mod seed;
mod source;

use std::{
    path::{Path, PathBuf},
    rc::Rc,
    sync::{Arc, atomic::AtomicBool},
    time::Duration,
};

use rungs_js::Permissions;
use rungs_postgres::{ConnectConfig, Observer, Session};
use rungs_run::{FrontEndError, Hooks, MigrationSettings, Seed, SeedSettings, Source};
use serde_json::{Map, Value};

use crate::{config::Knexfile, node::Runtime};
use host::Host;
use hosts::Hosts;

/// How a project is run.
#[derive(Debug, Clone, Default)]
pub struct ProjectOptions {
    /// The working directory, which relative paths are resolved against.
    pub base: PathBuf,
    /// Set from outside (Ctrl-C) to stop JavaScript that runs.
    pub interrupt: Arc<AtomicBool>,
    /// How long JavaScript may run without giving control back; `None` leaves it at the engine's default.
    pub longest_pause: Option<Duration>,
    /// Bytes of memory that JavaScript may use; `None` leaves it at the engine's default.
    pub memory_limit: Option<usize>,
    /// Whether what JavaScript writes to standard output goes to standard error instead.
    pub keeps_stdout_free: bool,
    /// What JavaScript may do to the machine.
    pub permissions: Permissions,
    /// Where it runs.
    pub runtime: Runtime,
    /// The Node to run it in; `None` is the first on the `PATH`.
    pub node: Option<PathBuf>,
}

/// What the command line puts on top of the knexfile.
#[derive(Debug, Clone, Default)]
pub struct Overrides {
    /// `--client`
    pub client: Option<String>,
    /// `--connection`
    pub connection: Option<String>,
}

/// A Knex project; clones share it. The engine starts when it is first needed.
#[derive(Clone)]
pub struct Project {
    inner: Rc<Inner>,
}

struct Inner {
    hosts: Hosts,
}

impl Project {
    /// A project of which nothing is read yet.
    pub fn new(options: ProjectOptions) -> Self {
        Self { inner: Rc::new(Inner { hosts: Hosts::new(options) }) }
    }

    /// Where its JavaScript runs, started if it was not.
    async fn host(&self) -> Result<&Rc<Host>, FrontEndError> {
        self.inner.hosts.main().await
    }

    fn started(&self) -> Option<&Rc<Host>> {
        self.inner.hosts.started()
    }

    /// Tells the project's JavaScript that the program ends with `code`, where any has run.
    ///
    /// # Errors
    /// What the project's own functions throw, such as `process.on("exit", …)`.
    pub async fn end(&self, code: u8) -> Result<(), FrontEndError> {
        self.inner.hosts.end(code).await
    }

    /// Reads a knexfile for one environment.
    ///
    /// # Errors
    /// When it cannot be read, parsed or evaluated, or what it exports is no configuration.
    pub async fn read_knexfile(
        &self,
        file: &Path,
        environment: &str,
        overrides: &Overrides,
    ) -> Result<Knexfile, FrontEndError> {
        self.inner.hosts.read_knexfile(file, environment, overrides).await
    }

    /// The knexfile's connection, its functions called: `None` when it has none.
    ///
    /// # Errors
    /// What its functions throw; settings that cannot be used.
    pub async fn connection(&self) -> Result<Option<ConnectConfig>, FrontEndError> {
        self.host().await?.connection().await
    }

    /// The knexfile's `searchPath`, as PostgreSQL's setting has it; `None` when it has none, or there is no knexfile.
    ///
    /// # Errors
    /// When the engine fails.
    pub async fn search_path(&self) -> Result<Option<String>, FrontEndError> {
        match self.started() {
            Some(host) => host.search_path().await,
            None => Ok(None),
        }
    }

    /// Says where JavaScript's own connections go: those of transactions that it opens, of `knex` beside `trx`.
    pub fn use_database(&self, config: ConnectConfig) {
        self.started().inspect(|host| host.use_database(config.clone()));
    }

    /// Has `observer` watch all sessions that JavaScript opens beside those it is given.
    pub fn observe_connections(&self, observer: Rc<dyn Observer>) {
        self.started().inspect(|host| host.connections.observe(observer.clone()));
    }

    /// Has the knexfile's `pool.afterCreate` look at a session that JavaScript did not open, as Knex has it look at all,
    /// and warns of settings that are not what they seem.
    ///
    /// # Errors
    /// What the function throws, or hands its callback.
    pub async fn prepare(&self, session: &Session) -> Result<(), FrontEndError> {
        match self.started() {
            Some(host) => host.prepare(session).await,
            None => Ok(()),
        }
    }

    /// Hands a warning to the knexfile's own `log.warn`, and says whether it has one.
    ///
    /// # Errors
    /// What the function throws.
    pub async fn warn(&self, text: &str) -> Result<bool, FrontEndError> {
        match self.started() {
            Some(host) => host.warn(text).await,
            None => Ok(false),
        }
    }

    /// The project's migrations: files in directories, or what its own source lists.
    pub fn source(&self, settings: &MigrationSettings, has_own_source: bool) -> Rc<dyn Source> {
        let settings = settings.clone();
        if has_own_source {
            return Rc::new(source::OwnSource { project: self.clone() });
        }
        Rc::new(files::Files { project: self.clone(), settings })
    }

    /// The knexfile's functions around migrations.
    pub fn hooks(&self) -> Rc<dyn Hooks> {
        Rc::new(hooks::KnexHooks { project: self.clone() })
    }

    /// The project's seeds, in the order in which they run.
    ///
    /// # Errors
    /// When a directory cannot be read, or the one seed that was asked for does not exist.
    pub fn seeds(&self, settings: &SeedSettings) -> Result<Vec<Rc<dyn Seed>>, rungs_run::Error> {
        let files = rungs_run::discovery::seeds(settings, &self.inner.hosts.options.base)?;
        Ok(files
            .into_iter()
            .map(|path| Rc::new(seed::KnexSeed::new(self.clone(), path)) as Rc<dyn Seed>)
            .collect())
    }

    /// Fills in a template of the team's own, as lodash's `template` does.
    ///
    /// # Errors
    /// When the template is not one, or refers to what it is not given.
    pub async fn render(
        &self,
        template: &str,
        variables: &Map<String, Value>,
    ) -> Result<String, FrontEndError> {
        self.host().await?.render(template, variables).await
    }
}
