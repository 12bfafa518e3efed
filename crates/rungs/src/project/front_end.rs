//! Who reads the project's JavaScript: the only file that knows which front-end that is.

use std::cell::RefCell;
use std::mem::ManuallyDrop;
use std::rc::Rc;

use rungs_knex::{Knexfile, Overrides, ProjectOptions};
use rungs_postgres::{ConnectConfig, Observer, Session};
use rungs_run::{FrontEndError, Hooks, MigrationSettings, Seed, SeedSettings, Source};
use serde_json::{Map, Value};

use super::{Place, runtime, sandbox};
use crate::arguments::Persona;
use crate::commands::Context;
use crate::diagnostics::Trouble;

/// The projects whose JavaScript has run, for the moment when the program ends.
#[derive(Default)]
pub struct Loaded(RefCell<Vec<ManuallyDrop<rungs_knex::Project>>>);

impl Loaded {
    /// Tells all of them that the program ends with `code`. What they throw then changes nothing any more.
    pub async fn end(&self, code: u8) {
        for project in self.0.take() {
            let _ = project.end(code).await;
        }
    }
}

/// The front-end of one project; clones share it.
#[derive(Clone)]
pub struct FrontEnd {
    /// Never freed: the process is about to end, and to take an engine's heap apart costs as much as many migrations.
    project: ManuallyDrop<rungs_knex::Project>,
    has_own_source: bool,
}

impl FrontEnd {
    /// Reads the knexfile, if there is one. Without one no JavaScript engine is started.
    pub(super) async fn load(place: &Place, context: &Context) -> Result<(Self, Knexfile), Trouble> {
        let options = &context.options;
        let project = rungs_knex::Project::new(ProjectOptions {
            base: place.base.clone(),
            interrupt: context.signals.flag(),
            longest_pause: place.rungs_toml.longest_pause(),
            memory_limit: place.rungs_toml.memory_limit(),
            keeps_stdout_free: context.keeps_stdout_free,
            permissions: sandbox::permissions(place, options),
            runtime: runtime::choice(place, context)?,
            node: runtime::node(),
        });
        let project = ManuallyDrop::new(project);
        context.loaded.0.borrow_mut().push(project.clone());
        let environment = options.environment();
        let knexfile = match &place.knexfile {
            Some(path) => {
                let overrides =
                    Overrides { client: options.client.clone(), connection: options.connection.clone() };
                let read = project.read_knexfile(path, &environment, &overrides).await;
                let mut read = read.map_err(|error| Trouble::Knexfile { path: path.clone(), error })?;
                let extension = path.extension().map(|extension| extension.to_string_lossy().into_owned());
                read.extension = read.extension.or(extension);
                read
            }
            // Knex 3.3.0 makes a configuration of the options, for the environment that was asked for, and says so.
            None => Knexfile {
                environment: (context.persona == Persona::Knex).then_some(environment),
                client: options.client.clone(),
                ..Knexfile::default()
            },
        };
        // A folder on the command line takes the place of a source of the project's own.
        let has_own_source = knexfile.has_migration_source && options.migrations_directory.is_none();
        Ok((Self { project, has_own_source }, knexfile))
    }

    /// How the knexfile connects, its functions called; `None` when it does not say.
    pub(super) async fn connection(&self) -> Result<Option<ConnectConfig>, FrontEndError> {
        self.project.connection().await
    }

    /// The schemas that sessions search, where the knexfile says it.
    pub(super) async fn search_path(&self) -> Result<Option<String>, FrontEndError> {
        self.project.search_path().await
    }

    /// Says where connections go that JavaScript opens itself.
    pub(super) fn use_database(&self, config: ConnectConfig) {
        self.project.use_database(config);
    }

    /// Has somebody watch all sessions that JavaScript opens itself.
    pub(super) fn connection_observation(&self) -> Box<dyn Fn(Rc<dyn Observer>)> {
        let project = self.project.clone();
        Box::new(move |observer| project.observe_connections(observer))
    }

    /// Prepares a session as the project wants its sessions.
    pub(super) async fn prepare(&self, session: &Session) -> Result<(), FrontEndError> {
        self.project.prepare(session).await
    }

    /// Hands a warning to the project's own logger, and says whether it took it. What a logger throws while an error is
    /// told is of no use: the error is what counts.
    pub(super) async fn warn(&self, text: &str) -> bool {
        self.project.warn(text).await.unwrap_or(true)
    }

    pub(super) fn source(&self, settings: &MigrationSettings) -> Rc<dyn Source> {
        self.project.source(settings, self.has_own_source)
    }

    /// The project's functions around migrations.
    pub fn hooks(&self) -> Rc<dyn Hooks> {
        self.project.hooks()
    }

    /// The project's seeds, in the order in which they run.
    ///
    /// # Errors
    /// When a folder cannot be read, or the seed that was asked for does not exist.
    pub fn seeds(&self, settings: &SeedSettings) -> Result<Vec<Rc<dyn Seed>>, Trouble> {
        Ok(self.project.seeds(settings)?)
    }

    pub(super) async fn render(
        &self,
        template: &str,
        variables: &Map<String, Value>,
    ) -> Result<String, FrontEndError> {
        self.project.render(template, variables).await
    }
}
