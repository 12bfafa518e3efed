use std::rc::Rc;

use async_trait::async_trait;
use rungs_run::{Error, Migration, MigrationSettings, Source, discovery};

use super::{
    Project,
    migration::{KnexMigration, Origin},
};

/// Migrations in directories.
pub(super) struct Files {
    pub project: Project,
    pub settings: MigrationSettings,
}

#[async_trait(?Send)]
impl Source for Files {
    async fn list(&self) -> Result<Vec<Rc<dyn Migration>>, Error> {
        let base = &self.project.inner.hosts.options.base;
        let found = discovery::migrations(&self.settings, base)?;
        Ok(found
            .into_iter()
            .map(|file| {
                let path = file.path(base);
                Rc::new(KnexMigration::new(self.project.clone(), file.file, Origin::File(path)))
                    as Rc<dyn Migration>
            })
            .collect())
    }
}
