//! The example with Rungs installed as the `knex` of its backend, for pnpm and for the team's own script.
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::Error;
use crate::database::Database;
use crate::project::Project;
use crate::tool::{Tool, link_to, repository};

/// A copy of `examples/fitvibe` in which `app/backend/node_modules/.bin/knex` is Rungs.
#[derive(Debug)]
pub struct Monorepo {
    project: Project,
    /// The folder of `pnpm`.
    bin: PathBuf,
}

impl Monorepo {
    /// Copies the example. `binary` becomes its `knex`; `modules` is the `node_modules` that hold pnpm.
    ///
    /// # Errors
    /// The copy or the link cannot be made.
    pub fn new(binary: &Path, modules: &Path) -> Result<Self, Error> {
        let project = Project::new(Some(&repository().join("examples/fitvibe")), &[], &[])?;
        let bin = project.path().join("app/backend/node_modules/.bin");
        std::fs::create_dir_all(&bin).map_err(Error::file(&bin))?;
        link_to(binary, &bin.join("knex"))?;
        Ok(Self { project, bin: modules.join(".bin") })
    }

    /// The one of this machine, if Knex and with it pnpm are installed for the tests.
    ///
    /// # Errors
    /// The copy or the link cannot be made.
    pub fn if_possible(binary: &Path) -> Result<Option<Self>, Error> {
        match Tool::knex() {
            Some(Tool::Knex { modules }) => Self::new(binary, &modules).map(Some),
            _ => Ok(None),
        }
    }

    /// Runs a program at the root of the monorepo, with pnpm in the path.
    ///
    /// # Errors
    /// The program cannot be started.
    pub fn run(&self, program: &str, arguments: &[&str], database: &Database) -> Result<Output, Error> {
        let path = std::env::var("PATH").unwrap_or_default();
        Command::new(program)
            .args(arguments)
            .current_dir(self.project.path())
            .env_remove("NODE_ENV")
            .env("PATH", format!("{}:{path}", self.bin.display()))
            .env("DATABASE_URL", &database.url)
            // Nothing else is installed in the copy, and pnpm would want to.
            .env("pnpm_config_verify_deps_before_run", "false")
            .output()
            .map_err(|source| Error::Start { program: program.into(), source })
    }
}
