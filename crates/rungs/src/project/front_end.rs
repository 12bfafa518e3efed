//! Who reads the project's JavaScript: the only file that knows which front-end that is.

use std::path::Path;
use std::rc::Rc;

use rungs_postgres::ConnectConfig;
use rungs_run::{FrontEndError, Hooks, MigrationSettings, NoHooks, Seed, SeedSettings, Source};
use serde_json::{Map, Value};

use super::Place;
use crate::commands::Context;
use crate::diagnostics::Trouble;

/// What a knexfile says, with Knex's defaults for what it does not say.
#[derive(Default)]
pub(super) struct Loaded {
    /// The environment, if the knexfile has one of the name that was asked for.
    pub(super) environment: Option<String>,
    pub(super) client: Option<String>,
    pub(super) connection: Option<ConnectConfig>,
    pub(super) migrations: MigrationSettings,
    pub(super) seeds: SeedSettings,
    /// The extension of new files, where the kind of file has none of its own.
    pub(super) extension: Option<String>,
    pub(super) migration_variables: Map<String, Value>,
    pub(super) seed_variables: Map<String, Value>,
}

/// The front-end of one project.
pub struct FrontEnd {}

impl FrontEnd {
    pub(super) async fn load(_place: &Place, _context: &Context) -> Result<(Self, Loaded), Trouble> {
        Ok((Self {}, Loaded::default()))
    }

    pub(super) fn source(&self, _settings: &MigrationSettings, _base: &Path) -> Rc<dyn Source> {
        todo!()
    }

    pub(super) fn hooks(&self) -> Rc<dyn Hooks> {
        Rc::new(NoHooks)
    }

    /// The project's seeds, in the order in which they run.
    pub async fn seeds(&self, _settings: &SeedSettings, _base: &Path) -> Result<Vec<Rc<dyn Seed>>, Trouble> {
        Ok(Vec::new())
    }

    pub(super) async fn render(
        &self,
        _template: &str,
        _variables: &Map<String, Value>,
    ) -> Result<String, FrontEndError> {
        Err(FrontEndError::new("no front-end"))
    }
}
