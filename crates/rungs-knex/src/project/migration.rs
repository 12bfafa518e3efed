use std::path::{Path, PathBuf};

use async_trait::async_trait;
use rungs_run::{Completion, Down, FrontEndError, Migration, RunContext, Wishes};
use tokio::sync::OnceCell;

use super::{
    Project,
    host::{Host, Module},
    hosts::Placed,
    incomplete::incomplete,
};
use crate::session;

/// A migration of a Knex project.
pub(super) struct KnexMigration {
    pub project: Project,
    pub name: String,
    pub origin: Origin,
    loaded: OnceCell<Loaded>,
}

/// Where its code comes from.
pub(super) enum Origin {
    /// A file.
    File(PathBuf),
    /// The project's own migration source, at this index of its list.
    Source(usize),
}

/// A migration's module, and what the prelude found in it.
struct Loaded {
    module: Placed,
    wishes: Wishes,
    /// Those of `up` and `down` that it does not have.
    missing: Vec<String>,
    /// Read when somebody asks.
    down: OnceCell<Down>,
}

impl KnexMigration {
    pub fn new(project: Project, name: String, origin: Origin) -> Self {
        Self { project, name, origin, loaded: OnceCell::new() }
    }

    async fn loaded(&self) -> Result<&Loaded, FrontEndError> {
        self.loaded.get_or_try_init(|| self.load()).await
    }

    async fn load(&self) -> Result<Loaded, FrontEndError> {
        let placed = match &self.origin {
            Origin::File(path) => self.project.inner.hosts.load(path).await?,
            Origin::Source(index) => {
                let (index, host) = (*index, self.project.host().await?);
                let from_source = host.call(
                    &self.name,
                    "fromSource",
                    move |_, args| args.push_arg(index),
                    |ctx, value| Ok(rquickjs::Persistent::save(&ctx, value.get::<rquickjs::Object>()?)),
                );
                Placed::new(host.clone(), from_source.await?)
            }
        };
        let (host, module) = placed.current();
        let (host, module) = (host.clone(), module.clone());
        host.call(
            &self.name,
            "inspectMigration",
            move |ctx, args| args.push_arg(module.restore(ctx)?),
            move |_, value| {
                let found: rquickjs::Object = value.get()?;
                let wishes = Wishes {
                    transaction: found.get("transaction")?,
                    irreversible: found.get("irreversible")?,
                };
                let missing = found.get("missing")?;
                Ok(Loaded { module: placed, wishes, missing, down: OnceCell::new() })
            },
        )
        .await
    }

    async fn read_down(&self, placed: &Placed) -> Result<Down, FrontEndError> {
        let (host, module) = placed.current();
        let module = module.clone();
        host.call(
            &self.name,
            "downShape",
            move |ctx, args| args.push_arg(module.restore(ctx)?),
            |_, shape| {
                Ok(match shape.get::<String>()?.as_str() {
                    "missing" => Down::Missing,
                    "empty" => Down::Empty,
                    _ => Down::Written,
                })
            },
        )
        .await
    }

    async fn run(&self, direction: &'static str, run: &RunContext) -> Result<Completion, FrontEndError> {
        let placed = &self.loaded().await?.module;
        let call = async |host: &Host, module| self.call(host, module, direction, run).await;
        let is_awaited = self.project.inner.hosts.run(placed, call).await?;
        Ok(if is_awaited { Completion::Awaited } else { Completion::NotAwaited })
    }

    /// Says whether what the function does can be awaited.
    async fn call(
        &self,
        host: &Host,
        module: Module,
        direction: &'static str,
        run: &RunContext,
    ) -> Result<bool, FrontEndError> {
        let (session, connections) = (run.session.clone(), &host.connections);
        let lent = run.in_transaction.then(|| connections.lend(session.clone()));
        connections.set_spare((!run.in_transaction).then(|| session.clone()));
        let done = host
            .call(
                &self.name,
                "runMigration",
                move |ctx, args| {
                    args.push_arg(module.restore(ctx)?)?;
                    args.push_arg(direction)?;
                    match lent {
                        Some(id) => args.push_arg(session::describe(ctx, id, &session)?),
                        None => args.push_arg(rquickjs::Undefined),
                    }
                },
                |_, value| value.get::<bool>(),
            )
            .await;
        connections.give_all_back();
        done
    }
}

#[async_trait(?Send)]
impl Migration for KnexMigration {
    fn name(&self) -> &str {
        &self.name
    }

    fn path(&self) -> Option<&Path> {
        match &self.origin {
            Origin::File(path) => Some(path),
            Origin::Source(_) => None,
        }
    }

    async fn wishes(&self) -> Result<Wishes, FrontEndError> {
        Ok(self.loaded().await?.wishes.clone())
    }

    async fn down_shape(&self) -> Result<Down, FrontEndError> {
        let loaded = self.loaded().await?;
        loaded.down.get_or_try_init(|| self.read_down(&loaded.module)).await.copied()
    }

    async fn check(&self) -> Result<(), FrontEndError> {
        let missing = &self.loaded().await?.missing;
        if missing.is_empty() { Ok(()) } else { Err(incomplete(&self.name, self.path(), missing)) }
    }

    async fn up(&self, run: &RunContext) -> Result<Completion, FrontEndError> {
        self.run("up", run).await
    }

    async fn down(&self, run: &RunContext) -> Result<Completion, FrontEndError> {
        self.run("down", run).await
    }
}
