use std::path::{Path, PathBuf};

use async_trait::async_trait;
use rungs_run::{FrontEndError, RunContext, Seed};
use tokio::sync::OnceCell;

use super::{
    Project,
    host::{Host, Module},
    hosts::Placed,
};

/// A seed of a Knex project.
pub(super) struct KnexSeed {
    project: Project,
    path: PathBuf,
    /// The path as text: what Knex reports.
    name: String,
    loaded: OnceCell<Placed>,
}

impl KnexSeed {
    pub fn new(project: Project, path: PathBuf) -> Self {
        Self { project, name: path.to_string_lossy().into_owned(), path, loaded: OnceCell::new() }
    }

    async fn loaded(&self) -> Result<&Placed, FrontEndError> {
        self.loaded.get_or_try_init(|| self.project.inner.hosts.load(&self.path)).await
    }
}

#[async_trait(?Send)]
impl Seed for KnexSeed {
    fn name(&self) -> &str {
        &self.name
    }

    fn path(&self) -> Option<&Path> {
        Some(&self.path)
    }

    async fn check(&self) -> Result<(), FrontEndError> {
        let (host, module) = self.loaded().await?.current();
        let module = module.clone();
        let has_seed = host
            .call(
                &self.name,
                "hasSeed",
                move |ctx, args| args.push_arg(module.restore(ctx)?),
                |_, value| value.get::<bool>(),
            )
            .await?;
        if has_seed {
            return Ok(());
        }
        Err(FrontEndError::new(format!("Invalid seed file: {} must have a seed function", self.name)))
    }

    async fn run(&self, run: &RunContext) -> Result<(), FrontEndError> {
        let seed = async |host: &Host, module: Module| {
            host.connections.set_spare(Some(run.session.clone()));
            let done = host
                .call(
                    &self.name,
                    "runSeed",
                    move |ctx, args| args.push_arg(module.restore(ctx)?),
                    |_, _| Ok(()),
                )
                .await;
            host.connections.give_all_back();
            done
        };
        self.project.inner.hosts.run(self.loaded().await?, seed).await
    }
}
