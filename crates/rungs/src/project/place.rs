use std::path::{Path, PathBuf};

use rungs_run::discovery::{SystemError, resolve};

use super::knexfile;
use super::rungs_toml::RungsToml;
use crate::arguments::GlobalOptions;
use crate::diagnostics::Trouble;
use crate::output::{Note, Output};

/// Where a project is, and which files configure it.
pub struct Place {
    /// The working directory.
    pub base: PathBuf,
    /// The knexfile.
    pub knexfile: Option<PathBuf>,
    /// What `rungs.toml` says.
    pub rungs_toml: RungsToml,
    /// The knexfile that was named and is not there.
    missing: Option<PathBuf>,
}

/// Changes to the directory of `--cwd`.
///
/// # Errors
/// When there is no such directory.
pub fn enter_working_directory(options: &GlobalOptions) -> Result<(), Trouble> {
    options.cwd.as_deref().map_or(Ok(()), change_to)
}

impl Place {
    /// Finds the files (Knex 3.3.0, `bin/cli.js`): the knexfile named, else one in the working directory or above.
    ///
    /// # Errors
    /// When the directory of `--cwd` does not exist, or `rungs.toml` cannot be read.
    pub fn find(options: &GlobalOptions) -> Result<Self, Trouble> {
        enter_working_directory(options)?;
        let here = working_directory()?;
        let named = options.knexfile.as_deref().map(|knexfile| resolve(&here, knexfile));
        let base = named.as_deref().and_then(Path::parent).map_or_else(|| here.clone(), Path::to_owned);
        let (named, missing) = match named {
            Some(path) if !path.exists() => (None, Some(path)),
            named => (named, None),
        };
        let knexfile = named.or_else(|| knexfile::find(&base));
        let rungs_toml = RungsToml::find(&base)?;
        Ok(Self { base, knexfile, rungs_toml, missing })
    }

    /// Finds the files and makes the knexfile's folder the working directory, if it was named.
    ///
    /// # Errors
    /// As [`Place::find`], and when the folder does not exist.
    pub fn enter(options: &GlobalOptions, output: &dyn Output) -> Result<Self, Trouble> {
        let place = Self::find(options)?;
        if working_directory()? != place.base {
            change_to(&place.base)?;
            output.note(&Note::WorkingDirectory(&place.base));
        }
        Ok(place)
    }

    /// The folder that the project's own server belongs to: that of its configuration.
    pub fn project_folder(&self) -> &Path {
        let configuration = self.rungs_toml.path().or(self.knexfile.as_deref());
        configuration.and_then(Path::parent).unwrap_or(&self.base)
    }

    /// Refuses to take another knexfile than the one that was named, as Knex 3.3.0 does without a word: it may be that of
    /// another database.
    ///
    /// # Errors
    /// When the one that was named is not there.
    pub fn refuse_another_knexfile(&self) -> Result<(), Trouble> {
        let Some(missing) = &self.missing else { return Ok(()) };
        Err(Trouble::refused_with(
            format!("there is no knexfile at {}", missing.display()),
            match &self.knexfile {
                Some(found) => format!("Leave --knexfile out to use {}.", found.display()),
                None => "Look for a typing error in --knexfile; `rungs init` creates a knexfile.".to_owned(),
            },
        ))
    }

    /// Refuses, as Knex 3.3.0 does, to work with no configuration at all.
    ///
    /// # Errors
    /// When there is none.
    pub fn refuse_without_configuration(&self, options: &GlobalOptions) -> Result<(), Trouble> {
        let configured = self.knexfile.is_some()
            || self.rungs_toml.path().is_some()
            || options.client.is_some()
            || options.server.is_some()
            || std::env::var_os("RUNGS_SERVER").is_some();
        if configured {
            return Ok(());
        }
        Err(Trouble::refused_with(
            "Error: No configuration file found and no commandline connection parameters passed",
            "Create a knexfile (`knex init -x ts`) or a rungs.toml, or name a server with --server. Called as `rungs`, \
             DATABASE_URL and PGHOST are enough.",
        ))
    }

    /// Whether nothing names the folder of the migrations, where Knex 3.3.0 wants it named: without a knexfile.
    pub fn lacks_directory(&self, options: &GlobalOptions) -> bool {
        self.knexfile.is_none() && self.rungs_toml.path().is_none() && options.migrations_directory.is_none()
    }
}

fn working_directory() -> Result<PathBuf, Trouble> {
    std::env::current_dir().map_err(|error| Trouble::File {
        doing: "find",
        path: "the working directory".into(),
        error,
    })
}

fn change_to(directory: &Path) -> Result<(), Trouble> {
    let from = working_directory()?;
    std::env::set_current_dir(directory).map_err(|error| {
        // Node's words for `process.chdir`.
        let system = SystemError::of(&error);
        Trouble::refused(format!("Error: {system}, chdir '{}' -> '{}'", from.display(), directory.display()))
    })
}
