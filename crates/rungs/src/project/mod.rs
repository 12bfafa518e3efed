//! The project that a command works on: where it is, what configures it, which database it has.

mod checksums;
mod connected;
mod database;
mod design;
mod front_end;
pub mod git;
mod history;
mod knexfile;
mod log;
mod no_folder;
mod place;
mod position;
mod prepared;
mod rehearsal;
mod rungs_toml;
mod runtime;
mod sandbox;
mod selection;
mod stub;
mod version;

use std::path::PathBuf;
use std::rc::Rc;

use rungs_knex::Knexfile;
use rungs_run::{Batch, Failure, MigrationSettings, Runner, SeedSettings, Source};
use serde_json::{Map, Value};

use crate::arguments::{Persona, Run};
use crate::commands::Context;
use crate::diagnostics::Trouble;
use crate::output::{Note, Output};

pub use connected::Connected;
pub use database::server_choice;
pub use design::Made;
pub use history::{History, Way};
pub use place::{Place, enter_working_directory};
pub use rehearsal::Rehearsal;
pub use selection::Selection;
pub use stub::Stub;
pub use version::installed_knex_version;

use front_end::FrontEnd;
pub use front_end::Loaded;

const NAME_THE_FOLDER: &str = "Name the folder with --migrations-directory.";

/// A project, its knexfile read and the command line's options put on top.
pub struct Project {
    /// The working directory, which relative paths are resolved against.
    pub base: PathBuf,
    /// How it keeps its migrations.
    pub migrations: MigrationSettings,
    /// How it keeps its seeds.
    pub seeds: SeedSettings,
    /// The first folder of migrations that the configuration names.
    pub migration_folder: Option<PathBuf>,
    /// The first folder of seeds that the configuration names.
    pub seed_folder: Option<PathBuf>,
    /// What the knexfile has where the folder of seeds should stand.
    no_seed_folder: Option<String>,
    /// What templates of migrations may refer to (Knex 3.3.0: `migrations.variables`).
    pub migration_variables: Map<String, Value>,
    /// What templates of seeds may refer to.
    pub seed_variables: Map<String, Value>,
    /// Who reads its JavaScript.
    pub front_end: FrontEnd,
    place: Place,
    environment: Option<String>,
    default_extension: Option<String>,
    database: Option<database::Database>,
}

impl Project {
    /// Finds and reads the project, and decides on its database, without connecting to it.
    ///
    /// # Errors
    /// When there is no configuration, or it cannot be read, or is for another database.
    pub async fn open(context: &Context) -> Result<Self, Trouble> {
        Self::read(context, true).await
    }

    /// Finds and reads the project for a command that needs no database.
    ///
    /// # Errors
    /// When the configuration cannot be read.
    pub async fn open_without_database(context: &Context) -> Result<Self, Trouble> {
        Self::read(context, false).await
    }

    async fn read(context: &Context, with_database: bool) -> Result<Self, Trouble> {
        let options = &context.options;
        let place = Place::enter(options, &*context.output)?;
        if context.persona == Persona::Rungs {
            place.refuse_another_knexfile()?;
        }
        if with_database && context.persona == Persona::Knex {
            place.refuse_without_configuration(options)?;
        }
        let (front_end, knexfile) = FrontEnd::load(&place, context).await?;
        let Knexfile { environment, mut migrations, mut seeds, .. } = knexfile;
        if let Some(name) = &environment {
            context.output.note(&Note::Environment(name));
        }
        if with_database
            && context.persona == Persona::Knex
            && place.lacks_directory(options)
            && options.client.is_some()
        {
            return Err(no_folder::trouble("null", NAME_THE_FOLDER));
        }
        place.rungs_toml.adjust(&mut migrations, &mut seeds);
        let (names_migrations, names_seeds) = place.rungs_toml.names_folders();
        if options.migrations_directory.is_none() && !names_migrations {
            no_folder::refuse("migrations", knexfile.no_migration_folder.as_deref())?;
        }
        // As far as they are named: what is left out has a default, which does not count.
        let named = |folder: Option<PathBuf>, directories: &[PathBuf], default: Vec<PathBuf>| {
            folder.or_else(|| directories.first().filter(|_| directories != default).cloned())
        };
        let migration_folder = named(
            knexfile.migration_folder,
            &migrations.directories,
            MigrationSettings::default().directories,
        );
        let seed_folder =
            named(knexfile.seed_folder, &seeds.directories, SeedSettings::default().directories);
        migrations.directories =
            options.migrations_directory.clone().map_or(migrations.directories, |one| vec![one]);
        migrations.table_name = options.migrations_table_name.clone().unwrap_or(migrations.table_name);
        seeds.specific = options.specific.clone().or(seeds.specific);
        let database = if with_database {
            let configured = database::Configured {
                client: knexfile.client,
                has_connection: knexfile.has_connection,
                environments: knexfile.environments,
                exported: knexfile.exported,
            };
            Some(database::Database::choose(context, &place, configured, &front_end).await?)
        } else {
            None
        };
        Ok(Self {
            base: place.base.clone(),
            migrations,
            seeds,
            migration_folder,
            seed_folder,
            no_seed_folder: knexfile.no_seed_folder.filter(|_| !names_seeds),
            migration_variables: knexfile.migration_variables,
            seed_variables: knexfile.seed_variables,
            front_end,
            place,
            environment,
            default_extension: knexfile.extension,
            database,
        })
    }

    /// The extension of a new file: the one asked for, the one of its kind, the knexfile's.
    pub fn extension(&self, asked: Option<&str>, of_kind: Option<&str>, context: &Context) -> String {
        if let (Persona::Knex, Some(name)) = (context.persona, &self.environment) {
            // Knex 3.3.0 reads the environment again for the extension and for the stub, and says so each time.
            context.output.note(&Note::Environment(name));
            context.output.note(&Note::Environment(name));
        }
        let fallback = if context.persona == Persona::Knex { "js" } else { "ts" };
        asked.or(of_kind).or(self.default_extension.as_deref()).unwrap_or(fallback).to_lowercase()
    }

    /// Refuses, as Knex 3.3.0 does, to make a file where nothing names its folder.
    ///
    /// # Errors
    /// When nothing does.
    pub fn refuse_to_guess_the_folder(&self, context: &Context) -> Result<(), Trouble> {
        if context.persona == Persona::Knex && self.place.lacks_directory(&context.options) {
            let headline =
                "Failed to resolve config file, knex cannot determine where to generate migrations";
            return Err(Trouble::refused_with(headline, NAME_THE_FOLDER));
        }
        Ok(())
    }

    /// Refuses, as Knex 3.3.0 does, a knexfile whose folder of seeds is no text.
    ///
    /// # Errors
    /// When it is none.
    pub async fn refuse_seeds_without_folder(&self, context: &Context) -> Result<(), Trouble> {
        if self.no_seed_folder.is_some() {
            let warning = "Empty value passed as a directory for Seeder, this is not supported.";
            log::line(&self.front_end, &*context.output, warning).await;
        }
        no_folder::refuse("seeds", self.no_seed_folder.as_deref())
    }

    /// Connects to the database.
    ///
    /// # Errors
    /// When there is no server, or it does not let us in.
    pub async fn connect(&self, context: &Context) -> Result<Connected, Trouble> {
        let attempt = self.open_session(context).await;
        if let Err(trouble) = &attempt {
            log::failure(&self.front_end, &*context.output, trouble).await;
        }
        attempt
    }

    async fn open_session(&self, context: &Context) -> Result<Connected, Trouble> {
        let database = self.database.clone().unwrap_or_default();
        let connected = Connected::to(database, self.place.project_folder(), context).await?;
        self.front_end.use_database(connected.config.clone());
        self.front_end.prepare(&connected.session).await.map_err(Trouble::Session)?;
        Ok(connected)
    }

    /// Connects, and makes a runner of the project's migrations.
    ///
    /// # Errors
    /// As [`Project::connect`].
    pub async fn runner(&self, context: &Context, run: Run) -> Result<RunnerLease, Trouble> {
        let mut settings = self.migrations.clone();
        // Knex 3.3.0 passes the flag on whether or not it was given, and so never minds the knexfile's setting.
        settings.disable_transactions = run.disable_transactions;
        let source = self.front_end.source(&settings);
        let connected = match self.open_session(context).await {
            Ok(connected) => connected,
            Err(trouble) => {
                // Knex 3.3.0 lists the files while it connects, and that ends first.
                source.list().await?;
                log::failure(&self.front_end, &*context.output, &trouble).await;
                return Err(trouble);
            }
        };
        Ok(self.runner_on(connected, context, settings, source))
    }

    /// The same for a command that looks at the ledger alone: which files there are does not matter.
    ///
    /// # Errors
    /// As [`Project::connect`].
    pub async fn ledger(&self, context: &Context) -> Result<RunnerLease, Trouble> {
        let (settings, source) = (self.migrations.clone(), self.front_end.source(&self.migrations));
        Ok(self.runner_on(self.connect(context).await?, context, settings, source))
    }

    fn runner_on(
        &self,
        connected: Connected,
        context: &Context,
        settings: MigrationSettings,
        source: Rc<dyn Source>,
    ) -> RunnerLease {
        let mut runner = Runner::new(connected.session.clone(), settings, source)
            .with_hooks(self.front_end.hooks())
            .with_watch(context.output.clone())
            .with_interrupt(context.signals.interrupt());
        if let Some(patience) = self.place.rungs_toml.patience() {
            runner = runner.with_patience(patience);
        }
        RunnerLease {
            runner,
            front_end: self.front_end.clone(),
            output: context.output.clone(),
            _connected: connected,
        }
    }

    /// Fills in a template of the project's own.
    ///
    /// # Errors
    /// When the template is not one.
    pub async fn render(&self, template: &str, variables: &Map<String, Value>) -> Result<String, Trouble> {
        if !template.contains("<%") {
            return Ok(template.to_owned());
        }
        Ok(self.front_end.render(template, variables).await?)
    }
}

/// A runner, and the server that must stay as long as it does.
pub struct RunnerLease {
    /// The runner.
    pub runner: Runner,
    front_end: FrontEnd,
    output: Rc<dyn Output>,
    _connected: Connected,
}

impl RunnerLease {
    /// Waits for a batch; that it failed is logged as Knex logs it.
    ///
    /// # Errors
    /// As the batch.
    pub async fn batch(&self, work: impl Future<Output = Result<Batch, Failure>>) -> Result<Batch, Trouble> {
        match work.await {
            Ok(batch) => Ok(batch),
            Err(failure) => {
                let trouble = failure.into();
                log::failure(&self.front_end, &*self.output, &trouble).await;
                Err(trouble)
            }
        }
    }
}
