use std::path::PathBuf;

use rungs_run::{MigrationSettings, SeedSettings};
use serde::Deserialize;
use serde_json::{Map, Value};

/// What a knexfile says of one environment, with Knex's defaults for what it does not say.
#[derive(Debug, Default)]
pub struct Knexfile {
    /// The environment, if the knexfile has one of the name that was asked for.
    pub environment: Option<String>,
    /// The environments that it does have.
    pub environments: Vec<String>,
    /// What it exports instead of a configuration: `a string`.
    pub exported: Option<String>,
    /// The database it is for: `pg`, `mysql2` …
    pub client: Option<String>,
    /// Whether it says how to connect.
    pub has_connection: bool,
    /// How it keeps its migrations.
    pub migrations: MigrationSettings,
    /// How it keeps its seeds.
    pub seeds: SeedSettings,
    /// The extension of new files, where the kind of file has none of its own.
    pub extension: Option<String>,
    /// The first folder of migrations, if it names one.
    pub migration_folder: Option<PathBuf>,
    /// The first folder of seeds, if it names one.
    pub seed_folder: Option<PathBuf>,
    /// What stands where a folder of migrations should: `undefined`.
    pub no_migration_folder: Option<String>,
    /// What stands where a folder of seeds should.
    pub no_seed_folder: Option<String>,
    /// What templates of migrations may refer to.
    pub migration_variables: Map<String, Value>,
    /// What templates of seeds may refer to.
    pub seed_variables: Map<String, Value>,
    /// Whether it lists its migrations itself.
    pub has_migration_source: bool,
}

/// One environment as the prelude hands it over: JSON, functions only mentioned.
#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct Read {
    environment: Option<String>,
    environments: Vec<String>,
    exported: Option<String>,
    client: Option<String>,
    has_connection: bool,
    pub has_after_create: bool,
    pub has_log: bool,
    pub hooks: Vec<String>,
    ext: Option<String>,
    migrations: Directories,
    seeds: Directories,
    has_migration_source: bool,
}

/// The options that migrations and seeds share, and those that only one of them knows.
#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
struct Directories {
    directory: Option<OneOrMany>,
    no_folder: Option<String>,
    sort_dirs_separately: bool,
    load_extensions: Option<Vec<String>>,
    table_name: Option<String>,
    schema_name: Option<String>,
    disable_transactions: bool,
    disable_migrations_list_validation: bool,
    extension: Option<String>,
    stub: Option<PathBuf>,
    recursive: bool,
    specific: Option<String>,
    timestamp_filename_prefix: bool,
    variables: Map<String, Value>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum OneOrMany {
    One(PathBuf),
    Many(Vec<PathBuf>),
}

impl OneOrMany {
    fn first(&self) -> Option<PathBuf> {
        match self {
            Self::One(path) => Some(path.clone()),
            Self::Many(paths) => paths.first().cloned(),
        }
    }

    fn into_list(self) -> Vec<PathBuf> {
        match self {
            Self::One(path) => vec![path],
            Self::Many(paths) => paths,
        }
    }
}

impl From<Read> for Knexfile {
    fn from(read: Read) -> Self {
        Self {
            environment: read.environment,
            environments: read.environments,
            exported: read.exported,
            client: read.client,
            has_connection: read.has_connection,
            extension: read.ext,
            migration_folder: read.migrations.directory.as_ref().and_then(OneOrMany::first),
            seed_folder: read.seeds.directory.as_ref().and_then(OneOrMany::first),
            no_migration_folder: read.migrations.no_folder.clone(),
            no_seed_folder: read.seeds.no_folder.clone(),
            migration_variables: read.migrations.variables.clone(),
            seed_variables: read.seeds.variables.clone(),
            has_migration_source: read.has_migration_source,
            migrations: migrations(read.migrations),
            seeds: seeds(read.seeds),
        }
    }
}

/// The settings of `knex.migrate`, as JSON. What is no such settings gives the defaults.
pub(crate) fn migration_settings(json: &str) -> MigrationSettings {
    migrations(serde_json::from_str(json).unwrap_or_default())
}

/// The settings of `knex.seed`, as JSON.
pub(crate) fn seed_settings(json: &str) -> SeedSettings {
    seeds(serde_json::from_str(json).unwrap_or_default())
}

fn migrations(read: Directories) -> MigrationSettings {
    let defaults = MigrationSettings::default();
    MigrationSettings {
        directories: read.directory.map_or(defaults.directories, OneOrMany::into_list),
        sort_dirs_separately: read.sort_dirs_separately,
        load_extensions: read.load_extensions.unwrap_or(defaults.load_extensions),
        table_name: read.table_name.unwrap_or(defaults.table_name),
        schema_name: read.schema_name,
        disable_transactions: read.disable_transactions,
        disable_list_validation: read.disable_migrations_list_validation,
        extension: read.extension,
        stub: read.stub,
    }
}

fn seeds(read: Directories) -> SeedSettings {
    let defaults = SeedSettings::default();
    SeedSettings {
        directories: read.directory.map_or(defaults.directories, OneOrMany::into_list),
        sort_dirs_separately: read.sort_dirs_separately,
        recursive: read.recursive,
        load_extensions: read.load_extensions.unwrap_or(defaults.load_extensions),
        specific: read.specific,
        extension: read.extension,
        stub: read.stub,
        timestamp_filename_prefix: read.timestamp_filename_prefix,
    }
}
