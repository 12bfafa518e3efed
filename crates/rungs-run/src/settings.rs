use std::path::PathBuf;

/// The extensions Knex 3.3.0 lists files by (`migrations/common/MigrationsLoader.js`), with the dot.
pub const DEFAULT_LOAD_EXTENSIONS: &[&str] =
    &[".co", ".coffee", ".eg", ".iced", ".js", ".cjs", ".litcoffee", ".ls", ".ts"];

/// How a project keeps its migrations. The defaults are Knex's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MigrationSettings {
    /// Directories that hold migrations; relative ones are resolved against the working directory. New
    /// migrations are made in the last.
    pub directories: Vec<PathBuf>,
    /// Whether each directory's files are sorted for themselves instead of all together.
    pub sort_dirs_separately: bool,
    /// Extensions, with the dot, of the files that are migrations.
    pub load_extensions: Vec<String>,
    /// The ledger's table.
    pub table_name: String,
    /// The schema of the ledger's tables; without it, the first of the session's search path.
    pub schema_name: Option<String>,
    /// Run each migration without a transaction unless it asks for one.
    pub disable_transactions: bool,
    /// Do not refuse to run when a migration in the ledger has no file.
    pub disable_list_validation: bool,
    /// The extension of new migrations, without the dot; `None` until the project says so.
    pub extension: Option<String>,
    /// The template of new migrations.
    pub stub: Option<PathBuf>,
}

impl Default for MigrationSettings {
    fn default() -> Self {
        Self {
            directories: vec![PathBuf::from("./migrations")],
            sort_dirs_separately: false,
            load_extensions: default_load_extensions(),
            table_name: "knex_migrations".to_owned(),
            schema_name: None,
            disable_transactions: false,
            disable_list_validation: false,
            extension: None,
            stub: None,
        }
    }
}

/// How a project keeps its seeds. The defaults are Knex's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeedSettings {
    /// Directories that hold seeds; new seeds are made in the last.
    pub directories: Vec<PathBuf>,
    /// Whether each directory's files are sorted for themselves instead of all together.
    pub sort_dirs_separately: bool,
    /// Whether files in folders below are seeds too.
    pub recursive: bool,
    /// Extensions, with the dot, of the files that are seeds.
    pub load_extensions: Vec<String>,
    /// Run only this file: its name without its directory.
    pub specific: Option<String>,
    /// The extension of new seeds, without the dot; `None` until the project says so.
    pub extension: Option<String>,
    /// The template of new seeds.
    pub stub: Option<PathBuf>,
    /// Whether the names of new seeds start with the time.
    pub timestamp_filename_prefix: bool,
}

impl Default for SeedSettings {
    fn default() -> Self {
        Self {
            directories: vec![PathBuf::from("./seeds")],
            sort_dirs_separately: false,
            recursive: false,
            load_extensions: default_load_extensions(),
            specific: None,
            extension: None,
            stub: None,
            timestamp_filename_prefix: false,
        }
    }
}

fn default_load_extensions() -> Vec<String> {
    DEFAULT_LOAD_EXTENSIONS.iter().map(|&extension| extension.to_owned()).collect()
}
