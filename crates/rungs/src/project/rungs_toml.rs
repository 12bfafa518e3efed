use std::path::{Path, PathBuf};
use std::time::Duration;

use rungs_lint::{GivenConventions, GivenLint};
use rungs_run::discovery::resolve;
use rungs_run::{MigrationSettings, SeedSettings};
use serde::Deserialize;

use super::runtime::RuntimeName;
use super::sandbox::SandboxSettings;
use crate::diagnostics::Trouble;

const NAME: &str = "rungs.toml";

/// `rungs.toml`: the project's configuration where it has no knexfile, and what shall be otherwise where it has one.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct RungsToml {
    /// The server: `embedded`, `embedded=16`, `native`, or a URL.
    pub server: Option<String>,
    /// Where JavaScript runs.
    #[serde(default)]
    pub runtime: Option<RuntimeName>,
    #[serde(default)]
    migrations: Migrations,
    #[serde(default)]
    seeds: Seeds,
    #[serde(default)]
    lock: Lock,
    #[serde(default)]
    javascript: JavaScript,
    #[serde(default)]
    docs: Written,
    #[serde(default)]
    guide: Written,
    #[serde(default)]
    changelog: Written,
    #[serde(default)]
    sandbox: SandboxSettings,
    #[serde(default)]
    conventions: GivenConventions,
    #[serde(default)]
    lint: GivenLint,
    #[serde(skip)]
    path: Option<PathBuf>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Migrations {
    directory: Option<OneOrMany>,
    table_name: Option<String>,
    schema_name: Option<String>,
    extension: Option<String>,
    load_extensions: Option<Vec<String>>,
    stub: Option<PathBuf>,
    sort_dirs_separately: Option<bool>,
    disable_list_validation: Option<bool>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Seeds {
    directory: Option<OneOrMany>,
    extension: Option<String>,
    load_extensions: Option<Vec<String>>,
    stub: Option<PathBuf>,
    recursive: Option<bool>,
    sort_dirs_separately: Option<bool>,
    timestamp_filename_prefix: Option<bool>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Lock {
    /// How many seconds to wait for another run.
    wait: Option<u64>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct JavaScript {
    /// How many seconds a migration may compute without a pause before it counts as an endless loop.
    longest_pause: Option<u64>,
    /// How many MiB of memory it may use.
    memory: Option<usize>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Written {
    /// The document that is written, or holds the section that is.
    file: Option<PathBuf>,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum OneOrMany {
    One(PathBuf),
    Many(Vec<PathBuf>),
}

impl RungsToml {
    /// Reads the one in `directory`, or in the nearest folder above that has one; without any, nothing is set.
    ///
    /// # Errors
    /// When it cannot be read, or says what nobody understands.
    pub fn find(directory: &Path) -> Result<Self, Trouble> {
        let Some(path) = directory.ancestors().map(|folder| folder.join(NAME)).find(|path| path.is_file())
        else {
            return Ok(Self::default());
        };
        let text = std::fs::read_to_string(&path).map_err(|error| Trouble::File {
            doing: "read",
            path: path.clone(),
            error,
        })?;
        let mut settings: Self = toml::from_str(&text)
            .map_err(|error| Trouble::Settings { path: path.clone(), reason: error.to_string() })?;
        settings.path = Some(path);
        Ok(settings)
    }

    /// Where it is.
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// The document that holds the data-design section, if it is named.
    pub fn design_document(&self) -> Option<PathBuf> {
        self.resolved(self.docs.file.as_ref())
    }

    /// The guide, if it is named.
    pub fn guide_document(&self) -> Option<PathBuf> {
        self.resolved(self.guide.file.as_ref())
    }

    /// The document that tells what breaks, if it is named.
    pub fn changelog(&self) -> Option<PathBuf> {
        self.resolved(self.changelog.file.as_ref())
    }

    /// How long to wait for another run.
    pub fn patience(&self) -> Option<Duration> {
        self.lock.wait.map(Duration::from_secs)
    }

    /// How long JavaScript may run without giving control back.
    pub fn longest_pause(&self) -> Option<Duration> {
        self.javascript.longest_pause.map(Duration::from_secs)
    }

    /// Bytes of memory that JavaScript may use.
    pub fn memory_limit(&self) -> Option<usize> {
        self.javascript.memory.map(|mebibytes| mebibytes.saturating_mul(1024 * 1024))
    }

    /// The conventions, and the levels of rules.
    ///
    /// # Errors
    /// When there is no such rule, or a file of queries cannot be read.
    pub fn lint(&self) -> Result<rungs_lint::Settings, Trouble> {
        let path = self.path.clone().unwrap_or_default();
        rungs_lint::Settings::of(&self.conventions, &self.lint, &path)
            .map_err(|error| Trouble::Settings { path, reason: error.to_string() })
    }

    /// What JavaScript may do to the machine. Its paths are relative to the file's folder.
    pub fn sandbox(&self) -> &SandboxSettings {
        &self.sandbox
    }

    /// Puts what it says on top. Its paths are relative to its own folder.
    pub fn adjust(&self, migrations: &mut MigrationSettings, seeds: &mut SeedSettings) {
        let given = &self.migrations;
        put(&mut migrations.directories, self.directories(given.directory.as_ref()));
        put(&mut migrations.table_name, given.table_name.clone());
        put(&mut migrations.load_extensions, given.load_extensions.clone());
        put(&mut migrations.sort_dirs_separately, given.sort_dirs_separately);
        put(&mut migrations.disable_list_validation, given.disable_list_validation);
        put(&mut migrations.schema_name, given.schema_name.clone().map(Some));
        put(&mut migrations.extension, given.extension.clone().map(Some));
        put(&mut migrations.stub, self.resolved(given.stub.as_ref()).map(Some));
        let given = &self.seeds;
        put(&mut seeds.directories, self.directories(given.directory.as_ref()));
        put(&mut seeds.load_extensions, given.load_extensions.clone());
        put(&mut seeds.recursive, given.recursive);
        put(&mut seeds.sort_dirs_separately, given.sort_dirs_separately);
        put(&mut seeds.timestamp_filename_prefix, given.timestamp_filename_prefix);
        put(&mut seeds.extension, given.extension.clone().map(Some));
        put(&mut seeds.stub, self.resolved(given.stub.as_ref()).map(Some));
    }

    /// Whether it names the folder of the migrations, and that of the seeds.
    pub fn names_folders(&self) -> (bool, bool) {
        (self.migrations.directory.is_some(), self.seeds.directory.is_some())
    }

    fn directories(&self, given: Option<&OneOrMany>) -> Option<Vec<PathBuf>> {
        let given = match given? {
            OneOrMany::One(one) => std::slice::from_ref(one),
            OneOrMany::Many(many) => many,
        };
        Some(given.iter().filter_map(|path| self.resolved(Some(path))).collect())
    }

    fn resolved(&self, path: Option<&PathBuf>) -> Option<PathBuf> {
        let folder = self.path.as_deref().and_then(Path::parent).unwrap_or(Path::new(""));
        path.map(|path| resolve(folder, path))
    }
}

fn put<T>(setting: &mut T, given: Option<T>) {
    if let Some(given) = given {
        *setting = given;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_it_says_goes_on_top() {
        let mut settings: RungsToml = toml::from_str(
            r#"
            server = "embedded=16"
            [migrations]
            directory = ["db/a", "db/b"]
            schema-name = "app"
            [seeds]
            recursive = true
            [lock]
            wait = 5
            [javascript]
            longest-pause = 90
            memory = 512
            [docs]
            file = "docs/design.md"
            "#,
        )
        .expect("a valid file");
        settings.path = Some("/project/rungs.toml".into());
        let (mut migrations, mut seeds) = Default::default();
        settings.adjust(&mut migrations, &mut seeds);
        assert_eq!(migrations.directories, [PathBuf::from("/project/db/a"), "/project/db/b".into()]);
        assert_eq!(
            (migrations.schema_name.as_deref(), migrations.table_name.as_str()),
            (Some("app"), "knex_migrations")
        );
        assert!(seeds.recursive);
        assert_eq!(settings.patience(), Some(Duration::from_secs(5)));
        assert_eq!(settings.longest_pause(), Some(Duration::from_secs(90)));
        assert_eq!(settings.memory_limit(), Some(512 * 1024 * 1024));
        assert_eq!(settings.design_document(), Some("/project/docs/design.md".into()));
        assert_eq!(settings.guide_document(), None);
    }

    #[test]
    fn unknown_words_are_refused() {
        assert!(toml::from_str::<RungsToml>("[migrations]\ndirectori = \"x\"").is_err());
    }
}
