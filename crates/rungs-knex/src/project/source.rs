use std::rc::Rc;

use async_trait::async_trait;
use rungs_run::{Error, Migration, Source};

use super::{
    Project,
    migration::{KnexMigration, Origin},
};

/// The knexfile's own `migrations.migrationSource`.
pub(super) struct OwnSource {
    pub project: Project,
}

#[async_trait(?Send)]
impl Source for OwnSource {
    async fn list(&self) -> Result<Vec<Rc<dyn Migration>>, Error> {
        let host = self.project.host().await?;
        let names = host
            .call(
                "migrations.migrationSource",
                "listSource",
                |_, _| Ok(()),
                |_, value| value.get::<Vec<String>>(),
            )
            .await?;
        Ok(names
            .into_iter()
            .enumerate()
            .map(|(index, name)| {
                Rc::new(KnexMigration::new(self.project.clone(), name, Origin::Source(index)))
                    as Rc<dyn Migration>
            })
            .collect())
    }
}
